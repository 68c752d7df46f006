//! Making fields and labels: once, whatever is there and whatever goes wrong.

use connect::{Outcome, VendorError};
use model::{
    field::FieldKind,
    remote::{FieldSubject, NewField, RemoteChange, RemoteField, RemoteTag, RemoteValue},
};

use super::house::House;

/// More requests than this no making takes.
const MOST_REQUESTS: usize = 10;

/// The faults that strike each request in turn.
const FAULTS: [&str; 4] = ["drop_after", "malformed", "drop_before", "503"];

/// A field of applications with choices.
pub fn choosing(name: &str, options: &[&str]) -> NewField {
    let options = options.iter().map(|option| (*option).to_owned()).collect();
    NewField { name: name.into(), subject: FieldSubject::Application, kind: FieldKind::SingleSelect, options }
}

/// The fields of that name.
async fn named(house: &House, name: &str) -> Vec<RemoteField> {
    let all = house.ats().fields(house.ctx()).await.unwrap().fields;
    all.into_iter().filter(|field| field.name == name).collect()
}

/// A field is made once, gets the choices that it lacks, takes them as values, and is never made into another.
pub async fn a_field_once_with_its_choices(house: &House) {
    let new = choosing("Look of things", &["Good", "Bad"]);
    if !house.ats().makes().fields {
        let refused = house.ats().make_field(house.ctx(), &new).await;
        assert!(matches!(refused, Err(VendorError::Forbidden(_))), "{refused:?}");
        return;
    }
    let make = async |new: &NewField| house.ats().make_field(house.ctx(), new).await;
    assert_eq!(named(house, &new.name).await, []);
    let made = make(&new).await.unwrap();
    assert_eq!((&made.name, made.subject, made.kind), (&new.name, new.subject, new.kind));
    assert_eq!(made.options, new.options);
    assert_eq!(make(&new).await.unwrap(), made);
    let more = choosing("look of things", &["Good", "Bad", "Mixed"]);
    let grown = make(&more).await.unwrap();
    assert_eq!((&grown.external_id, &grown.options), (&made.external_id, &more.options));
    assert_eq!(named(house, &new.name).await, [grown]);
    let other = NewField { kind: FieldKind::Date, options: vec![], ..new.clone() };
    let refused = make(&other).await;
    assert!(matches!(&refused, Err(VendorError::Conflict(why)) if why.contains(&new.name)), "{refused:?}");
    let value = RemoteValue { field: made.external_id, value: "Mixed".into() };
    let set = house.change(&house.untouched(), &RemoteChange::SetField(value), &[]).await.unwrap();
    assert_ne!(set.outcome, Outcome::AlreadyThere);
    for kind in FieldKind::ALL.into_iter().filter(|kind| !kind.has_options()) {
        let name = format!("Holds {}", kind.as_str());
        let new = NewField { name, subject: FieldSubject::Application, kind, options: vec![] };
        let made = make(&new).await.unwrap();
        // Some systems have one kind for all numbers.
        let numbers =
            [kind, made.kind].iter().all(|one| matches!(one, FieldKind::Integer | FieldKind::Decimal));
        assert!(made.kind == kind || numbers, "{made:?}");
    }
}

/// A label is made once and listed; who lists none makes none.
pub async fn a_label_once(house: &House) {
    let tag = RemoteTag { name: "CLARA: Made".into(), category: String::new() };
    let listed = async || house.ats().tags(house.ctx()).await.unwrap();
    if !house.ats().makes().tags {
        let refused = house.ats().make_tag(house.ctx(), &tag).await;
        assert!(matches!(refused, Err(VendorError::Forbidden(_))), "{refused:?}");
        return;
    }
    assert!(!listed().await.unwrap().contains(&tag));
    for _ in 0..2 {
        house.ats().make_tag(house.ctx(), &tag).await.unwrap();
        let all = listed().await.unwrap();
        assert_eq!(all.iter().filter(|one| **one == tag).count(), 1);
    }
}

/// Cut off by each fault at its first request, at its second, and so on, then done again: there is one.
pub async fn struck(house: &House) {
    if !house.ats().makes().fields {
        return;
    }
    for fault in FAULTS {
        for request in 1.. {
            assert!(request <= MOST_REQUESTS, "it takes more than {MOST_REQUESTS} requests");
            let new = choosing(&format!("Struck by {fault} {request}"), &["Yes", "No"]);
            let known = house.struck().await;
            house.faults(&format!("{fault}@{request}")).await;
            let outcome = house.ats().make_field(house.ctx(), &new).await;
            house.faults("").await;
            let hit = house.struck().await > known;
            assert!(hit || outcome.is_ok(), "{fault} at {request}: {outcome:?}");
            house.ats().make_field(house.ctx(), &new).await.unwrap();
            let all = named(house, &new.name).await;
            assert_eq!(all.len(), 1, "{fault} at {request}");
            assert_eq!(all[0].options, new.options, "{fault} at {request}");
            if !hit {
                break;
            }
        }
    }
}
