//! The two hundred who applied.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use model::{candidate::Profile, job::StageKind};
use rand::{Rng, RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::{
    application::{Application, Comment, application, comments, funnel},
    career::{Career, career},
    company::FIELDS,
    homes::{Home, near},
    jobs::JOBS,
    names::{Name, address_part, name, short_form},
    portrait::portrait,
    resume::{Format, Resume, resume},
    trades::{TAGGED_SKILLS, TRADES},
    twins::apply_twice,
};

/// Where candidates come from, with how many of two hundred do.
const SOURCES: [(&str, u32); 5] =
    [("Careers page", 62), ("LinkedIn", 54), ("Job board", 38), ("Referral", 30), ("Agency", 16)];

/// How many of the hired have a portrait.
const PORTRAITS: usize = 5;

/// Someone who applied, with all that is known of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name, contact and address.
    pub profile: Profile,
    /// Working life.
    pub career: Career,
    /// Names of tags.
    pub tags: Vec<&'static str>,
    /// Values of the company's fields, by the field's index, in the form that the field accepts.
    pub fields: Vec<(usize, String)>,
    /// Applications, the first being the one that counts.
    pub applications: Vec<Application>,
    /// What the team wrote, the oldest first.
    pub comments: Vec<Comment>,
    /// The résumé as it was sent in.
    pub resume: Resume,
    /// A square PNG.
    pub portrait: Option<Vec<u8>>,
}

impl Person {
    /// Whether the person was hired.
    pub fn hired(&self) -> bool {
        self.applications.iter().any(|application| application.kind() == StageKind::Hired)
    }
}

/// Everybody who applied by a day. Four of them applied twice, see [`super::twins`].
pub fn people(seed: u64, today: Date) -> Vec<Person> {
    let places = funnel(&mut dice(seed, 0));
    let mut taken = BTreeSet::new();
    let mut people: Vec<Person> = places
        .into_iter()
        .zip(1..)
        .map(|((job, kind), nth)| person(&mut dice(seed, nth), job, kind, today, &mut taken))
        .collect();
    apply_twice(&mut people);
    for (person, nth) in people.iter_mut().filter(|person| person.hired()).take(PORTRAITS).zip(0..) {
        person.portrait = Some(portrait(nth));
    }
    people
}

/// Own dice for each person, so that a change to one doesn't make others of all who follow.
fn dice(seed: u64, nth: u64) -> ChaCha8Rng {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    dice.set_stream(nth);
    dice
}

fn person(
    rng: &mut impl Rng,
    job: usize,
    kind: StageKind,
    today: Date,
    taken: &mut BTreeSet<String>,
) -> Person {
    let trade = &TRADES[job];
    let home = near(rng, JOBS[job].location);
    let far = matches!(kind, StageKind::Offer | StageKind::Hired);
    // More are young than old: of two ages thrown, the lower counts.
    let mut age_in_days = || rng.random_range(if far { 29 * 366..50 * 365 } else { 26 * 366..57 * 365 });
    let age_in_days = age_in_days().min(age_in_days());
    let born = today.saturating_sub(age_in_days.days());
    let career = career(rng, trade, home, born, today);
    let mut profile = profile(rng, home, born, far, taken);
    profile.headline = career
        .employments
        .first()
        .map(|now| format!("{} at {}", now.title, now.employer))
        .unwrap_or_default();
    let mut applications = vec![application(rng, job, kind, today)];
    if !far && rng.random_bool(0.06) {
        let other = (job + rng.random_range(1..JOBS.len())) % JOBS.len();
        applications.push(application(rng, other, StageKind::Rejected, today));
    }
    Person {
        tags: tags(rng, &career, job, kind),
        fields: fields(rng, &career, job, kind, today),
        comments: comments(rng, &applications[0], &profile.first_name),
        resume: resume(&profile, &career, if rng.random_bool(0.7) { Format::Pdf } else { Format::Docx }),
        portrait: None,
        profile,
        career,
        applications,
    }
}

/// What is known of a person; of those who have come far, everything is.
fn profile(rng: &mut impl Rng, home: &Home, born: Date, far: bool, taken: &mut BTreeSet<String>) -> Profile {
    let Name { first, last, gender } = free(rng, taken, name, |name| address_part(name.first, name.last));
    let phone = free(rng, taken, |rng| home.phone(rng), |phone| last_digits(phone));
    let domain = ["example.com", "example.org", "mail.example.com"].choose(rng).copied().unwrap_or_default();
    let address = address_part(first, last);
    let source = SOURCES.choose_weighted(rng, |(_, share)| *share).map_or("", |(source, _)| *source);
    let mut profile = Profile {
        first_name: first.into(),
        last_name: last.into(),
        preferred_name: short_form(first).unwrap_or_default().into(),
        email: format!("{address}@{domain}"),
        city: home.city.into(),
        country: home.country.into(),
        source: source.into(),
        ..Profile::default()
    };
    let mut known = |share| far || rng.random_bool(share);
    let (has_phone, has_street, has_birth, has_gender, has_page) =
        (known(0.85), known(0.65), known(0.35), known(0.3), known(0.5));
    if has_phone {
        profile.phone = phone;
    }
    if has_street {
        profile.address_line1 = home.street(rng);
        profile.address_line2 =
            if rng.random_bool(0.2) { format!("Flat {}", rng.random_range(1..30)) } else { String::new() };
        profile.postcode = home.postcode(rng);
        profile.state = home.state.into();
    }
    profile.date_of_birth = has_birth.then_some(born);
    profile.gender = if has_gender { gender.into() } else { String::new() };
    if has_page {
        profile.profile_url = format!("https://profiles.example.com/{}", address.replace('.', "-"));
    }
    if rng.random_bool(0.15) {
        profile.middle_name =
            ["Marie", "J.", "Lee", "K.", "Alex", "R."].choose(rng).copied().unwrap_or_default().into();
    }
    profile
}

/// Throws until what falls is not taken, and takes it.
fn free<T, R: Rng>(
    rng: &mut R,
    taken: &mut BTreeSet<String>,
    mut throw: impl FnMut(&mut R) -> T,
    key: impl Fn(&T) -> String,
) -> T {
    loop {
        let thrown = throw(rng);
        if taken.insert(key(&thrown)) {
            return thrown;
        }
    }
}

/// The digits of a phone number without what depends on whether it is written from abroad.
fn last_digits(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(9)..].iter().collect()
}

fn tags(rng: &mut impl Rng, career: &Career, job: usize, kind: StageKind) -> Vec<&'static str> {
    let tagged = &TRADES[job].skills[..TAGGED_SKILLS[job]];
    let mut tags: Vec<_> = tagged.iter().copied().filter(|skill| career.skills.contains(skill)).collect();
    let status = match kind {
        StageKind::Rejected => {
            Some(*["Silver medallist", "Keep in touch"].choose(rng).unwrap_or(&"Keep in touch"))
        }
        StageKind::Interview | StageKind::Offer => rng.random_bool(0.4).then_some("Top choice"),
        StageKind::Review => rng.random_bool(0.15).then_some("On hold"),
        StageKind::Applied | StageKind::Hired => None,
    };
    tags.extend(status);
    if rng.random_bool(0.25) {
        tags.extend(["Open to relocation", "Remote only", "Hybrid"].choose(rng));
    }
    tags
}

/// Values of the company's fields: what the application form asks, and what the team learns later.
fn fields(
    rng: &mut impl Rng,
    career: &Career,
    job: usize,
    kind: StageKind,
    today: Date,
) -> Vec<(usize, String)> {
    let pay = &JOBS[job].pay;
    let looked_at = kind != StageKind::Applied;
    let hired = kind == StageKind::Hired;
    let expected = pay.from + pay.step * rng.random_range(0..=(pay.to - pay.from) / pay.step);
    let notice = FIELDS[6].options.choose(rng).copied().unwrap_or_default();
    let available = today.saturating_add(rng.random_range(7..90).days());
    let size = ["XS", "S", "M", "L", "XL"].choose(rng).copied().unwrap_or_default();
    let now = career.employments.first().map(|now| now.employer).unwrap_or_default();
    let summary = format!("{} years of work, now with {now}.\nNotice period: {notice}.", career.years);
    let sponsored = rng.random_bool(0.1);
    let values = [
        (hired, size.to_owned()),
        (looked_at && rng.random_bool(0.6), summary),
        (looked_at, career.years.to_string()),
        (rng.random_bool(0.7), format!("{expected}.00")),
        (looked_at && rng.random_bool(0.5), available.to_string()),
        (true, sponsored.to_string()),
        (hired || rng.random_bool(0.8), notice.to_owned()),
        (hired || rng.random_bool(0.5), career.languages.join("\n")),
    ];
    values
        .into_iter()
        .enumerate()
        .filter(|(_, (known, _))| *known)
        .map(|(at, (_, value))| (at, value))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::{
        CustomFieldId,
        contact::{normal_email, normal_phone},
        field::CustomField,
    };

    use super::*;
    use crate::demo::company::TAG_CATEGORIES;

    fn everybody() -> Vec<Person> {
        people(5, date(2026, 3, 2))
    }

    #[test]
    fn two_hundred_applied_and_twelve_are_hired() {
        let people = everybody();
        assert_eq!(people.len(), 200);
        assert_eq!(people.iter().filter(|person| person.hired()).count(), 12);
        assert_eq!(people.iter().filter(|person| person.portrait.is_some()).count(), PORTRAITS);
        for person in people.iter().filter(|person| person.hired()) {
            let Profile { phone, date_of_birth, address_line1, postcode, country, .. } = &person.profile;
            assert!(date_of_birth.is_some(), "an HR system asks for it");
            assert!([phone, address_line1, postcode, country].iter().all(|text| !text.is_empty()));
        }
    }

    #[test]
    fn addresses_are_at_example_domains_and_phones_ring_nowhere() {
        for Person { profile, .. } in everybody() {
            let email = normal_email(&profile.email).unwrap();
            assert!(email.ends_with("example.com") || email.ends_with("example.org"), "{email}");
            let digits = normal_phone(&profile.phone).unwrap_or_default();
            let fictional = ["7700900", "2079460", "3023125", "55501", "25550", "35550"];
            assert!(digits.is_empty() || fictional.iter().any(|range| digits.contains(range)), "{digits}");
        }
    }

    #[test]
    fn tags_and_values_belong_to_the_company() {
        for person in everybody() {
            for tag in &person.tags {
                assert!(TAG_CATEGORIES.iter().any(|category| category.tags.contains(tag)), "{tag}");
            }
            for (at, value) in &person.fields {
                let field = &FIELDS[*at];
                let field = CustomField {
                    id: CustomFieldId(uuid::Uuid::nil()),
                    name: field.name.into(),
                    kind: field.kind,
                    options: field.options.iter().map(|option| option.to_string()).collect(),
                };
                assert_eq!(field.accept(value).as_ref(), Ok(value), "{}", field.name);
            }
        }
    }

    #[test]
    fn most_resumes_are_pdf() {
        let pdf = everybody().iter().filter(|person| person.resume.file_name.ends_with(".pdf")).count();
        assert!((120..=160).contains(&pdf), "{pdf}");
    }
}
