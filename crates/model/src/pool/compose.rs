//! One profile out of several records.

use super::{Consent, Person, Record};

/// What the records say together: of a single value the one that was seen last and is not empty, of a list all, each
/// once, those seen last first. That somebody asked not to be written to outweighs every other word on it.
pub fn compose(records: &[Record]) -> (Person, Consent) {
    let mut newest: Vec<&Record> = records.iter().collect();
    newest.sort_by_key(|record| (std::cmp::Reverse(record.seen_at), record.id));
    let mut person = Person::default();
    for record in &newest {
        take(&mut person, &record.person);
    }
    let consent = newest.iter().map(|record| record.consent).max().unwrap_or_default();
    (person, consent)
}

/// Fills what is empty with what the other says.
fn take(into: &mut Person, from: &Person) {
    // A name is one thing: the first name of one source is not put before the last name of another.
    if into.full_name().is_empty() {
        into.first_name.clone_from(&from.first_name);
        into.last_name.clone_from(&from.last_name);
    }
    // So are a title with its company, and an address.
    if into.title.is_empty() && into.company.is_empty() {
        into.title.clone_from(&from.title);
        into.company.clone_from(&from.company);
    }
    if into.place().is_empty() && into.street.is_empty() {
        for (ours, theirs) in [
            (&mut into.city, &from.city),
            (&mut into.region, &from.region),
            (&mut into.country, &from.country),
            (&mut into.street, &from.street),
            (&mut into.postcode, &from.postcode),
        ] {
            ours.clone_from(theirs);
        }
    }
    into.birth = into.birth.or(from.birth);
    into.years = into.years.or(from.years);
    for (ours, theirs) in [(&mut into.industry, &from.industry), (&mut into.summary, &from.summary)] {
        if ours.is_empty() {
            ours.clone_from(theirs);
        }
    }
    for reach in &from.emails {
        into.add_email(&reach.value, reach.kind);
    }
    for reach in &from.phones {
        into.add_phone(&reach.value, reach.kind);
    }
    for page in &from.pages {
        into.add_page(page);
    }
    for (ours, theirs) in [
        (&mut into.skills, &from.skills),
        (&mut into.languages, &from.languages),
        (&mut into.tags, &from.tags),
        (&mut into.notes, &from.notes),
    ] {
        for word in theirs {
            if !ours.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
                ours.push(word.clone());
            }
        }
    }
    // Two sources tell the same life in different words; the latest telling is kept whole.
    if into.positions.is_empty() {
        into.positions.clone_from(&from.positions);
    }
    if into.schools.is_empty() {
        into.schools.clone_from(&from.schools);
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::{newcomer::ReachKind, pool::Origin};

    fn record(at: i64, person: Person, consent: Consent) -> Record {
        Record {
            id: Uuid::from_u128(u128::from(at.unsigned_abs())).into(),
            profile: Uuid::nil().into(),
            origin: Origin::Hand,
            person,
            consent,
            seen_at: Timestamp::from_second(at).unwrap(),
        }
    }

    #[test]
    fn the_latest_word_counts_and_lists_grow() {
        let mut old = Person { first_name: "Ida".into(), last_name: "Berg".into(), ..Person::default() };
        old.title = "Tester".into();
        old.skills = vec!["Rust".into(), "SQL".into()];
        old.add_email("IDA@example.com", ReachKind::Private);
        let mut new = Person { first_name: "Ida".into(), last_name: "Larsen".into(), ..Person::default() };
        new.skills = vec!["rust".into()];
        new.add_email("ida@example.com", ReachKind::Work);
        new.add_email("ida@example.org", ReachKind::Work);
        let records = [record(1, old, Consent::Withdrawn), record(2, new, Consent::Given)];
        let (both, consent) = compose(&records);
        assert_eq!((both.full_name().as_str(), both.title.as_str()), ("Ida Larsen", "Tester"));
        assert_eq!(both.skills, ["rust", "SQL"]);
        assert_eq!(both.emails.len(), 2);
        assert_eq!(consent, Consent::Withdrawn, "nobody takes back for them that they want no letters");
        assert_eq!(compose(&[]), Default::default());
    }
}
