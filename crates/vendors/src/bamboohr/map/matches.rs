//! Who an employee of a dataset or of the directory is, next to the person looked for.

use jiff::civil::Date;
use model::{
    contact::{normal_email, normal_name},
    hire::{Identity, MatchedBy},
};
use serde_json::Value;

use crate::bamboohr::wire::{DatasetQuestion, Fields};

/// What has to be known of an employee to compare.
pub const FIELDS: [&str; 9] = [
    "id",
    "firstName",
    "lastName",
    "homeEmail",
    "workEmail",
    "dateOfBirth",
    "status",
    "hireDate",
    "terminationDate",
];

/// The largest page; an address has one employee, and a name with its birthday few.
const PAGE_SIZE: u32 = 1000;

/// The question who may be this person; `None` where too little is known to ask.
pub fn question(who: &Identity) -> Option<DatasetQuestion> {
    let mails = who
        .emails
        .iter()
        .flat_map(|mail| ["homeEmail", "workEmail"].map(|field| format!("{field} eq {}", quoted(mail))));
    let born = who.date_of_birth.map(|born| {
        format!(
            "(firstName eq {} and lastName eq {} and dateOfBirth eq '{born}')",
            quoted(who.first_name.trim()),
            quoted(who.last_name.trim()),
        )
    });
    let filter = mails.chain(born).collect::<Vec<_>>().join(" or ");
    (!filter.is_empty()).then(|| DatasetQuestion { filter: Some(filter), ..everyone(PAGE_SIZE) })
}

/// A question that tells whether the dataset may be asked at all.
pub fn trial() -> DatasetQuestion {
    everyone(1)
}

fn everyone(page_size: u32) -> DatasetQuestion {
    let fields = FIELDS.map(str::to_owned).to_vec();
    DatasetQuestion { fields, filter: None, order_by: None, page: 1, page_size }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// By what an employee is the person looked for, compared on our side: what the vendor takes for equal is not
/// documented.
pub fn matched_by(who: &Identity, employee: &Fields) -> Option<MatchedBy> {
    let mails = ["homeEmail", "workEmail"].map(|field| normal_email(text(employee, field)));
    if mails.iter().flatten().any(|mail| who.emails.contains(mail)) {
        return Some(MatchedBy::Email);
    }
    let born = who.date_of_birth.is_some_and(|born| date(employee, "dateOfBirth") == Some(born));
    (born && same_name(who, employee)).then_some(MatchedBy::NameAndBirth)
}

/// Whether first and last name are the same.
pub fn same_name(who: &Identity, employee: &Fields) -> bool {
    let same = |field: &str, wanted: &str| {
        !wanted.trim().is_empty() && normal_name(text(employee, field)) == normal_name(wanted)
    };
    same("firstName", &who.first_name) && same("lastName", &who.last_name)
}

/// Whether they work there or will: a first day to come is shown as inactive, and is not someone who left.
pub fn is_active(employee: &Fields, today: Date) -> bool {
    if date(employee, "terminationDate").is_some_and(|left| left <= today) {
        return false;
    }
    text(employee, "status") == "Active" || date(employee, "hireDate").is_some_and(|first| first > today)
}

/// The name people read.
pub fn full_name(employee: &Fields) -> String {
    format!("{} {}", text(employee, "firstName"), text(employee, "lastName")).trim().to_owned()
}

/// The vendor's identifier, which is a text in some answers and a number in others.
pub fn id(employee: &Fields) -> Option<String> {
    match employee.get("id")? {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn text<'a>(employee: &'a Fields, field: &str) -> &'a str {
    employee.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn date(employee: &Fields, field: &str) -> Option<Date> {
    text(employee, field).parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::bamboohr::sandbox::filter::{Comparison, Filter};

    fn ana() -> Identity {
        Identity {
            emails: vec!["ana@example.org".into()],
            first_name: "Ana".into(),
            last_name: "O'Hara".into(),
            date_of_birth: Some(jiff::civil::date(1990, 2, 3)),
            ..Identity::default()
        }
    }

    fn fields(value: Value) -> Fields {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn the_question_names_address_and_birthday_with_quotes_doubled() {
        let filter = question(&ana()).unwrap().filter.unwrap();
        assert_eq!(
            filter,
            "homeEmail eq 'ana@example.org' or workEmail eq 'ana@example.org' or \
             (firstName eq 'Ana' and lastName eq 'O''Hara' and dateOfBirth eq '1990-02-03')"
        );
        assert_eq!(question(&Identity::default()), None);
    }

    #[test]
    fn matches_are_compared_on_our_side() {
        let by = |value| matched_by(&ana(), &fields(value));
        assert_eq!(by(json!({"workEmail": "ANA@example.org"})), Some(MatchedBy::Email));
        let born = json!({"firstName": "ana", "lastName": "O'HARA ", "dateOfBirth": "1990-02-03"});
        assert_eq!(by(born), Some(MatchedBy::NameAndBirth));
        assert_eq!(by(json!({"firstName": "Ana", "lastName": "O'Hara", "dateOfBirth": "1990-02-04"})), None);
        assert_eq!(by(json!({"homeEmail": "ana@example.com"})), None);
        assert_eq!(matched_by(&Identity::default(), &fields(json!({"firstName": ""}))), None);
    }

    #[test]
    fn a_first_day_to_come_is_not_someone_who_left() {
        let active = |value| is_active(&fields(value), jiff::civil::date(2026, 11, 24));
        assert!(active(json!({"status": "Active", "hireDate": "2020-01-01"})));
        assert!(active(json!({"status": "Inactive", "hireDate": "2027-01-01"})));
        assert!(!active(json!({"status": "Inactive", "hireDate": "2020-01-01"})));
        assert!(!active(json!({"status": "Active", "terminationDate": "2026-11-24"})));
    }

    proptest::proptest! {
        #[test]
        fn no_name_breaks_out_of_the_question(first in ".+", last in ".+") {
            let who = Identity { first_name: first.clone(), last_name: last.clone(), ..ana() };
            let filter = Filter::parse(&question(&who).unwrap().filter.unwrap());
            let named = Filter::And(vec![
                Filter::Compare("firstName".into(), Comparison::Eq, first.trim().into()),
                Filter::Compare("lastName".into(), Comparison::Eq, last.trim().into()),
                Filter::Compare("dateOfBirth".into(), Comparison::Eq, "1990-02-03".into()),
            ]);
            let Some(Filter::Or(parts)) = filter else { panic!("{filter:?}") };
            proptest::prop_assert_eq!(parts.last(), Some(&named));
        }
    }
}
