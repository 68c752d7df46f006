//! Criteria suggested from a job's title and description, each with the place that asks for it.
//!
//! A person edits and accepts them. Knock-out rules are never suggested: prose is not certain enough to set anybody
//! aside.

mod asked;
mod wording;

use model::screening::{Asks, Criteria, Criterion, Need, Span};

use asked::Ask;

/// Where a job asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whether in its title; in its description otherwise.
    pub in_title: bool,
    /// Where in that text, in bytes.
    pub span: Span,
    /// The words there.
    pub quote: String,
}

/// A criterion and why it is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The criterion.
    pub criterion: Criterion,
    /// The place that asks for it; the first of several.
    pub from: Place,
}

/// The most that are suggested; who needs more adds them.
const MOST: usize = 20;

/// The weight of a suggestion among those of the same need.
const WEIGHT: u8 = 5;

/// Suggests criteria from a job's title and its description as plain text, must-haves first.
pub fn suggest(title: &str, description: &str) -> Vec<Suggestion> {
    let mut found: Vec<(Ask, Need, Place)> = Vec::new();
    for sentence in wording::sentences(description) {
        for ask in asked::of(&description[sentence.start..sentence.end]) {
            let span = place(sentence.start, sentence.end);
            let quote = description[sentence.start..sentence.end].to_owned();
            let from = Place { in_title: false, span, quote };
            match found.iter_mut().find(|(known, ..)| known.subject() == ask.subject()) {
                Some((known, need, kept)) => {
                    if sentence.need < *need {
                        (*need, *kept) = (sentence.need, from);
                    }
                    known.months = known.months.max(ask.months);
                }
                None => found.push((ask, sentence.need, from)),
            }
        }
    }
    let held = wording::bare_title(title);
    if !held.is_empty() {
        let from = Place { in_title: true, span: place(0, title.len()), quote: title.to_owned() };
        found.push((Ask { asks: Asks::Title { any_of: vec![held] }, months: None }, Need::Preferred, from));
    }
    found.sort_by_key(|(_, need, _)| *need);
    found.truncate(MOST);
    let suggestion = |(at, (ask, need, from)): (usize, (Ask, Need, Place))| Suggestion {
        criterion: Criterion { id: format!("suggested-{}", at + 1), need, weight: WEIGHT, asks: ask.asks() },
        from,
    };
    found.into_iter().enumerate().map(suggestion).collect()
}

/// The criteria of suggestions, as they are.
pub fn criteria(suggestions: &[Suggestion]) -> Criteria {
    let criteria = suggestions.iter().map(|suggestion| suggestion.criterion.clone()).collect();
    Criteria { criteria, knock_outs: vec![] }
}

fn place(start: usize, end: usize) -> Span {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: place(start), end: place(end) }
}

#[cfg(test)]
mod tests {
    use model::screening::{Degree, Fluency};

    use super::*;

    const JOB: &str = "About us\nWe sell Excel courses in Berlin.\n\nWhat you will do\n\
        - Build services in Python.\n\nRequirements:\n- At least 5 years of experience with PostgreSQL\n\
        - Kubernetes or Docker\n- Bachelor's degree in Computer Science\n- Fluent German; 3+ years of experience\n\
        - PMP certification\n\nNice to have:\n- Terraform\n- Python is a must\n\nBenefits\n- First aid courses";

    fn found(asks: &Asks) -> Option<(Need, String)> {
        let all = suggest("Senior Software Engineer (m/f/d)", JOB);
        let of = all.into_iter().find(|suggestion| suggestion.criterion.asks == *asks)?;
        Some((of.criterion.need, of.from.quote))
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.into()).collect()
    }

    #[test]
    fn wording_and_headings_say_how_much_it_is_needed() {
        let skill =
            |of: &[&str], months| found(&Asks::Skill { any_of: names(of), months }).map(|found| found.0);
        assert_eq!(skill(&["PostgreSQL"], Some(60)), Some(Need::Must));
        assert_eq!(skill(&["Kubernetes", "Docker"], None), Some(Need::Must), "either will do");
        assert_eq!(skill(&["Terraform"], None), Some(Need::Nice));
        assert_eq!(skill(&["Python"], None), Some(Need::Must), "its own words win over the heading");
        assert_eq!(
            (skill(&["Excel"], None), skill(&["First aid"], None)),
            (None, None),
            "of the firm, not of the job"
        );
    }

    #[test]
    fn years_degrees_languages_certificates_and_the_title() {
        let degree = Asks::Education { at_least: Degree::Bachelor, fields: names(&["Computer Science"]) };
        assert_eq!(found(&degree).unwrap().1, "Bachelor's degree in Computer Science");
        let german = Asks::Language { code: "de".into(), at_least: Some(Fluency::Fluent) };
        assert_eq!(found(&german).unwrap(), (Need::Must, "Fluent German".into()));
        assert!(found(&Asks::Experience { months: 36, titled: vec![] }).is_some());
        assert!(found(&Asks::Certificate { any_of: names(&["Project Management Professional"]) }).is_some());
        let title = found(&Asks::Title { any_of: names(&["Software Engineer"]) }).unwrap();
        assert_eq!(title, (Need::Preferred, "Senior Software Engineer (m/f/d)".into()));
    }

    #[test]
    fn every_suggestion_can_be_kept_and_shows_its_place() {
        let all = suggest("Nurse", JOB);
        assert_eq!(criteria(&all).accept(), Ok(()));
        for Suggestion { from, .. } in all.iter().filter(|suggestion| !suggestion.from.in_title) {
            assert_eq!(&JOB[from.span.start as usize..from.span.end as usize], from.quote);
        }
        assert!(suggest("", "").is_empty());
        assert!(
            criteria(&suggest("Nurse", "You must hold a work permit. Salary below 90000."))
                .knock_outs
                .is_empty()
        );
    }
}
