//! Who of those that were found may be the person sent.

use jiff::civil::Date;
use model::{
    contact::{normal_email, normal_name},
    hire::{Identity, MatchedBy},
};

use crate::intellihr::wire::{EmploymentStatus, Person};

/// By what a person is the one sought; compared here, because the vendor's name filter is satisfied by a part.
pub fn matched_by(who: &Identity, person: &Person) -> Option<MatchedBy> {
    let mut theirs = person.email_addresses.iter().filter_map(|one| normal_email(&one.email));
    if theirs.any(|email| who.emails.contains(&email)) {
        return Some(MatchedBy::Email);
    }
    let number =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned);
    let sought = number(&who.employee_number);
    if sought.is_some() && sought == number(&person.employee_number) {
        return Some(MatchedBy::EmployeeNumber);
    }
    let born = person.date_of_birth.as_deref().and_then(|born| born.get(..10)?.parse::<Date>().ok());
    let same_day = who.date_of_birth.is_some() && who.date_of_birth == born;
    let is = |ours: &str, theirs: Option<&str>| {
        !ours.trim().is_empty() && theirs.is_some_and(|theirs| normal_name(theirs) == normal_name(ours))
    };
    let first = is(&who.first_name, person.first_name.as_deref())
        || is(&who.first_name, person.preferred_name.as_deref());
    (same_day && first && is(&who.last_name, Some(&person.last_name))).then_some(MatchedBy::NameAndBirth)
}

/// Whether a person works there or will. One without a job is on the way in: a job is what comes next.
pub fn is_active(person: &Person) -> bool {
    person.employment_status != Some(EmploymentStatus::Past)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;

    fn by(person: Value) -> Option<MatchedBy> {
        let who = Identity {
            emails: vec!["ana@example.com".into()],
            first_name: "Ana".into(),
            last_name: "Lopez".into(),
            date_of_birth: Some(date(1990, 2, 3)),
            employee_number: Some("00012".into()),
        };
        let mut whole = json!({"id": "1", "lastName": "Other"});
        person.as_object().unwrap().iter().for_each(|(name, value)| whole[name] = value.clone());
        matched_by(&who, &serde_json::from_value(whole).unwrap())
    }

    #[test]
    fn by_any_address_by_number_or_by_name_and_birthday() {
        assert_eq!(
            by(json!({"emailAddresses": [{"email": "x@example.com"}, {"email": "ANA@example.com"}]})),
            Some(MatchedBy::Email)
        );
        assert_eq!(by(json!({"employeeNumber": "00012"})), Some(MatchedBy::EmployeeNumber));
        assert_eq!(by(json!({"employeeNumber": "12"})), None, "a code, not a number");
        let named = |first: &str, born: &str| {
            by(json!({"firstName": first, "lastName": "LOPEZ", "dateOfBirth": born}))
        };
        assert_eq!(named("ana", "1990-02-03"), Some(MatchedBy::NameAndBirth));
        assert_eq!(named("ana", "1990-02-04"), None);
        assert_eq!(named("Bea", "1990-02-03"), None);
    }

    #[test]
    fn only_who_left_is_not_active() {
        let active = |status: &str| {
            is_active(
                &serde_json::from_value(json!({"id": "1", "lastName": "L", "employmentStatus": status}))
                    .unwrap(),
            )
        };
        assert!(active("Current Staff") && active("Upcoming Staff") && active("Returning Staff"));
        assert!(active("No Job Records") && active("Something New"));
        assert!(!active("Past Staff"));
    }
}
