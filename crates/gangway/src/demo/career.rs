//! Where a person worked, what they studied and what they know, in keeping with their trade and age.

use jiff::{ToSpan, civil::Date};
use rand::{
    Rng, RngExt,
    seq::{IndexedRandom, SliceRandom},
};

use super::{homes::Home, trades::Trade};

/// A person's working life, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Career {
    /// Date of birth, which the profile needn't tell.
    pub born: Date,
    /// What the person says of themselves.
    pub summary: String,
    /// Employments, the latest first.
    pub employments: Vec<Employment>,
    /// Degrees, the latest first.
    pub educations: Vec<Education>,
    /// Skills, in the order that the person chose.
    pub skills: Vec<&'static str>,
    /// Languages, the best first.
    pub languages: Vec<&'static str>,
    /// Full years since the first employment began.
    pub years: i16,
}

/// One employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    /// Job title.
    pub title: &'static str,
    /// Employer.
    pub employer: &'static str,
    /// Town.
    pub city: &'static str,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it lasts.
    pub to: Option<Date>,
    /// What was achieved.
    pub points: Vec<String>,
}

/// One degree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Education {
    /// Degree and subject.
    pub degree: &'static str,
    /// Where it was taken.
    pub school: &'static str,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

const SCHOOLS: [&str; 10] = [
    "Thornbury University",
    "University of Westmere",
    "Technische Hochschule Ahrenfeld",
    "Lakeshore State University",
    "University of Port Ellery",
    "Marlowe College",
    "Universidad de Valdoria",
    "Akademia Nowy Most",
    "Institute of Technology Sarang",
    "Eastgate Metropolitan University",
];

/// The age at which people of this company's making leave school for their first degree.
const STUDY_AT: i16 = 18;

/// A career of someone born on a day, told on another.
pub fn career(rng: &mut impl Rng, trade: &Trade, home: &Home, born: Date, today: Date) -> Career {
    let first = STUDY_AT + born.year();
    let graduated = first + rng.random_range(3..=4);
    let employments = employments(rng, trade, home, graduated, today);
    let began = employments.last().map_or(today, |employment| employment.from);
    let years = (today - began).get_days() as i16 / 365;
    let degree = trade.degrees.choose(rng).copied().unwrap_or_default();
    let school = SCHOOLS.choose(rng).copied().unwrap_or_default();
    let summary = trade.summaries.choose(rng).copied().unwrap_or_default();
    Career {
        born,
        summary: sentence(&summary.replace("{years}", &years_in_words(years))),
        employments,
        educations: vec![Education { degree, school, from: first, to: graduated }],
        skills: skills(rng, trade),
        languages: languages(rng, home),
        years,
    }
}

fn employments(
    rng: &mut impl Rng,
    trade: &Trade,
    home: &Home,
    graduated: i16,
    today: Date,
) -> Vec<Employment> {
    let start = jiff::civil::date(graduated, [7, 9, 10][rng.random_range(0..3)], 1);
    let months = ((today - start).get_days() / 30).max(12);
    let rungs = (1 + months / 36).min(4) as usize;
    let mut employers = trade.employers;
    employers.shuffle(rng);
    let mut points = trade.points;
    points.shuffle(rng);
    let mut told = points.iter();
    let mut employments: Vec<Employment> = vec![];
    let mut from = start;
    for (rung, employer) in employers.into_iter().enumerate().take(rungs) {
        let until =
            start.saturating_add((months * (rung as i32 + 1) / rungs as i32).months()).first_of_month();
        let last = rung + 1 == rungs;
        let city = if last { home.city } else { home.nearby };
        // The later the work, the more of it is told: four points of the latest, one less of each before.
        let count = (4 + rung + 1).saturating_sub(rungs);
        let points = told.by_ref().take(count).map(|point| with_number(rng, point)).collect();
        let to = (!last).then(|| until.saturating_sub(1.day()));
        employments.push(Employment { title: trade.ladder[rung], employer, city, from, to, points });
        from = until;
    }
    employments.reverse();
    employments
}

fn with_number(rng: &mut impl Rng, point: &str) -> String {
    point.replace("{n}", &rng.random_range(12..=48).to_string())
}

/// With a capital at its start.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn years_in_words(years: i16) -> String {
    match years {
        2..=10 => ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
            [years as usize - 2]
            .into(),
        _ => years.to_string(),
    }
}

fn skills(rng: &mut impl Rng, trade: &Trade) -> Vec<&'static str> {
    let mut skills = trade.skills;
    let count = rng.random_range(6..=9);
    skills.shuffle(rng);
    skills[..count].to_vec()
}

fn languages(rng: &mut impl Rng, home: &Home) -> Vec<&'static str> {
    let mut languages = vec![home.language];
    if home.language != "English" {
        languages.push("English");
    }
    if rng.random_bool(0.6) {
        let others =
            ["French", "Spanish", "Polish", "Hindi", "Mandarin", "Portuguese", "Turkish", "Arabic", "German"];
        languages.extend(others.choose(rng).filter(|other| **other != home.language));
    }
    languages
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::demo::company::company;

    #[test]
    fn employments_follow_one_another_after_the_degree() {
        let today = date(2026, 3, 2);
        for person in company(1, today).people {
            let career = &person.career;
            assert!(!career.employments.is_empty());
            assert!(career.employments[0].to.is_none(), "the latest lasts");
            for pair in career.employments.windows(2) {
                assert_eq!(pair[1].to.unwrap().tomorrow().unwrap(), pair[0].from);
                assert!(pair[1].from < pair[0].from);
            }
            let first = career.employments.last().unwrap();
            assert!(first.from <= today && first.from.year() == career.educations[0].to);
            if let Some(born) = person.profile.date_of_birth {
                assert!((20..=24).contains(&(career.educations[0].to - born.year())), "{born}");
            }
        }
    }
}
