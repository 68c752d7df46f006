//! What every connector to a recruiting CRM keeps: each write may be done twice and may be cut off at any request by any
//! fault, and one person with one place, one file and one entry comes of it; a field that is gone is named before
//! anything is written; everybody who may be seen is seen.

mod desk;
mod struck;

use std::collections::BTreeSet;

use connect::{Outcome, VendorError, crm::AskPeople};
use model::pool::Person;

use desk::{Desk, WORDS, email};

/// Runs the suite for one vendor.
///
/// # Panics
/// Where the connector or the sandbox does not keep what it must.
pub async fn crm(vendor: &str) {
    let desk = Desk::of(vendor).await;
    twice(&desk).await;
    everybody_is_seen(&desk).await;
    struck::struck(&desk).await;
    whoever_was_anonymised(&desk).await;
    // Last, because the field is gone from here on.
    a_field_that_goes(&desk).await;
}

async fn twice(desk: &Desk) {
    let found = async || desk.crm().find(&desk.ctx, &desk.record(1)).await.unwrap().found;
    assert_eq!(found().await, [], "nobody is there before");
    let made = desk.save(1).await.unwrap();
    let id = made.external_id;
    assert_eq!((made.outcome, found().await[0].external_id.as_str()), (Outcome::Created, id.as_str()));
    assert_eq!(desk.save(1).await.unwrap().outcome, Outcome::AlreadyThere);
    for expected in [Outcome::Created, Outcome::AlreadyThere] {
        assert_eq!(desk.put(1, &id).await.unwrap().outcome, expected);
        assert_eq!(desk.enter(1, &id).await.unwrap().outcome, expected);
        assert_eq!(desk.attach(1, &id).await.unwrap().outcome, expected);
    }
    let keepers = desk.keepers;
    let counts = desk.read(|documents| {
        let entries = (keepers.entries)(documents, &id, WORDS);
        ((keepers.places)(documents, &id), (keepers.files)(documents, &id), entries)
    });
    assert_eq!((desk.people(1), counts), (vec![id], (1, 1, 1)), "places, files, entries");
    let gone = desk.put(1, "nobody-there").await;
    assert!(gone.is_err(), "{gone:?}");
}

/// A walk sees each person once at least, and what it says of somebody is what is read afresh.
async fn everybody_is_seen(desk: &Desk) {
    let (mut seen, mut cursor, mut total) = (BTreeSet::new(), None, None);
    loop {
        let ask = AskPeople { changed_after: None, cursor };
        let page = desk.crm().page(&desk.ctx, &ask).await.unwrap();
        total = total.or(page.total);
        for person in page.people {
            let person = person.unwrap();
            if seen.is_empty() {
                assert_eq!(desk.crm().fetch(&desk.ctx, &person.external_id).await.unwrap(), person);
            }
            seen.insert(person.external_id);
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert!(seen.len() > 100 && Some(seen.len() as u64) == total, "{} of {total:?}", seen.len());
    let later = "2027-01-01T00:00:00Z".parse().unwrap();
    let ask = AskPeople { changed_after: Some(later), cursor: None };
    assert!(
        desk.crm().page(&desk.ctx, &ask).await.unwrap().people.is_empty(),
        "nobody changed in the future"
    );
}

async fn whoever_was_anonymised(desk: &Desk) {
    let id = desk.save(2).await.unwrap().external_id;
    assert_eq!(desk.crm().fetch(&desk.ctx, &id).await.unwrap().person.emails[0].value, email(2));
    let (command, wish) = (desk.keepers.anonymise)(&id);
    desk.command(command, &wish).await;
    let there = desk.crm().fetch(&desk.ctx, &id).await.unwrap();
    assert!(there.anonymised_at.is_some() && there.person == Person::default(), "{there:?}");
    let again = desk.crm().save(&desk.ctx, &connect::Key("x".into()), &desk.record(2), Some(&id)).await;
    assert!(matches!(again, Err(VendorError::Conflict(_))), "{again:?}");
}

/// A field that is gone is named, and nobody is made.
async fn a_field_that_goes(desk: &Desk) {
    let own = desk.keepers.fields[2];
    let known = async || desk.crm().fields(&desk.ctx).await.unwrap().iter().any(|field| field.key == own);
    assert!(known().await);
    desk.stage.world(desk.keepers.vendor).change(desk.keepers.remove_field);
    assert!(!known().await);
    let refused = desk.save(3).await;
    let Err(VendorError::Rejected(problems)) = &refused else { panic!("{refused:?}") };
    assert_eq!((problems[0].field.as_str(), desk.people(3).len()), (own, 0));
}
