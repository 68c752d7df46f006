//! Reading, while nothing and while everything goes wrong.

use std::{collections::BTreeSet, time::Duration};

use connect::{
    VendorError,
    ats::{Ask, Incoming},
};
use model::remote::{Part, RecordKind, RemoteRecord};
use serde_json::json;

use super::house::House;

fn first(kind: RecordKind) -> Ask {
    Ask { kind, changed_after: None, cursor: None }
}

/// Each record of each kind once, in as few requests as there are pages, and the same when it is fetched alone.
pub async fn everything_once(house: &House) {
    for kind in house.ats().kinds() {
        let count = house.ats().count(house.ctx(), *kind).await.unwrap();
        let (mut ids, mut ask, mut sample) = (vec![], first(*kind), None);
        loop {
            let page = house.page(ask.clone()).await.unwrap();
            // Some count only when they are asked to, and some not at all.
            assert!(page.total.is_none() || page.total == count, "{kind:?}: {:?} {count:?}", page.total);
            if !page.records.is_empty() {
                assert_eq!(page.answered_at, Some(house.now()), "{kind:?}");
            }
            for one in &page.records {
                let record = one.record.as_ref().unwrap_or_else(|bad| panic!("{kind:?}: {}", bad.sentence));
                assert_eq!(record.kind(), *kind);
                assert!(one.created_at.is_some() && one.updated_at.is_some(), "{kind:?} {}", one.external_id);
                ids.push(one.external_id.clone());
            }
            sample = sample.or_else(|| page.records.first().cloned());
            match page.next {
                Some(next) => ask.cursor = Some(next),
                None => break,
            }
        }
        let different: BTreeSet<_> = ids.iter().collect();
        assert!(count.is_none_or(|count| count == different.len() as u64), "{kind:?}: {count:?}");
        // A walk that begins each page where the last one ended meets one row of each page twice.
        assert!(ids.len() - different.len() < 10, "{kind:?}: {} of {}", different.len(), ids.len());
        let sample = sample.expect("the sandbox has records of every kind");
        let alone = house.ats().fetch(house.ctx(), *kind, &sample.external_id).await.unwrap();
        assert_eq!(alone.updated_at, sample.updated_at, "{kind:?}");
        assert_eq!(known(&alone, &sample), known(&sample, &sample), "{kind:?}");
        let gone = house.ats().fetch(house.ctx(), *kind, "987654321987").await;
        assert!(matches!(gone, Err(VendorError::NotFound(_))), "{kind:?}: {gone:?}");
    }
    assert!(house.walk(None, |_| {}).await.pages > 1, "the suite needs more than one page");
}

/// The record without its list of files, where the other one was not told them.
fn known(one: &Incoming, other: &Incoming) -> RemoteRecord {
    match one.record.clone().unwrap_or_else(|bad| panic!("{}", bad.sentence)) {
        RemoteRecord::Application(mut application) if other.withheld.contains(&Part::Files) => {
            application.files.clear();
            RemoteRecord::Application(application)
        }
        record => record,
    }
}

/// A row that does not have the documented form is kept raw, and all others are read.
pub async fn a_row_that_surprises(house: &House) {
    let id = house.untouched();
    let pointer = house.applicants.town;
    let put = |value| {
        house.applications(|all| {
            std::mem::replace(all[&id].pointer_mut(pointer).expect("it has a town"), value)
        })
    };
    let town = put(json!({"unexpected": "Atlantis"}));
    let page = house.page(first(RecordKind::Application)).await.unwrap();
    put(town);
    let (good, bad): (Vec<_>, Vec<_>) = page.records.iter().partition(|one| one.record.is_ok());
    let [bad] = bad.as_slice() else { panic!("{} rows could not be read", bad.len()) };
    let unreadable = bad.record.as_ref().unwrap_err();
    assert_eq!(bad.external_id, id);
    assert!(unreadable.raw.contains("Atlantis") && !unreadable.sentence.contains("Atlantis"));
    assert_eq!(good.len() + 1, page.records.len());
}

/// What fails on the way is an error that tells what to do, never a page with less on it.
pub async fn a_page_that_fails(house: &House) {
    for (fault, heals) in [
        ("cut_body", true),
        ("malformed", true),
        ("drop_before", true),
        ("500", true),
        ("expired_key", false),
    ] {
        house.faults(&format!("{fault}=1")).await;
        let error = house.page(first(RecordKind::Application)).await.unwrap_err();
        house.faults("").await;
        match heals {
            true => assert!(matches!(error, VendorError::Unavailable(_)), "{fault}: {error:?}"),
            false => assert!(matches!(error, VendorError::Auth(_)), "{fault}: {error:?}"),
        }
        house.page(first(RecordKind::Application)).await.unwrap();
    }
    house.faults("429=1:180s").await;
    let error = house.page(first(RecordKind::Application)).await.unwrap_err();
    house.faults("").await;
    assert_eq!(error, VendorError::RateLimited(Duration::from_secs(180)));
}

/// An earlier page in place of the next one is told, and the right one comes when it is asked for again. Which of the
/// requests of the two pages is the next page's differs from one system to another.
pub async fn a_page_that_comes_again(house: &House) {
    let mut told = false;
    for request in 2..=MOST_BESIDE {
        house.faults(&format!("repeated_page@{request}")).await;
        let Ok(page) = house.page(first(RecordKind::Application)).await else { continue };
        let next = Ask { cursor: page.next, ..first(RecordKind::Application) };
        match house.page(next.clone()).await {
            Err(VendorError::Unavailable(_)) => told = true,
            Err(error) => panic!("request {request}: {error:?}"),
            Ok(other) => assert_ne!(other.records[0].external_id, page.records[0].external_id),
        }
        let again = house.page(next).await.unwrap();
        house.faults("").await;
        assert_ne!(again.records[0].external_id, page.records[0].external_id);
    }
    house.faults("").await;
    assert!(told, "an earlier page that came again was taken for the next one");
}

/// More requests than two pages of any system make, with what they need beside them.
const MOST_BESIDE: usize = 8;

/// A file is fetched through a link of its own, so that one that came long ago does no harm; one that ends between
/// the two calls is made once more.
pub async fn a_file_behind_a_link_that_ends(house: &House) {
    let (mut ask, mut found) = (first(RecordKind::Application), None);
    while found.is_none() {
        let page = house.page(ask.clone()).await.unwrap();
        let own = page.records.into_iter().find_map(|one| match one.record {
            Ok(RemoteRecord::Application(application)) => {
                Some((one.external_id, application.files.into_iter().next()?))
            }
            _ => None,
        });
        found = own.or(page.files.into_iter().next());
        ask.cursor = page.next;
        assert!(found.is_some() || ask.cursor.is_some(), "somebody sent a résumé");
    }
    let (id, file) = found.expect("the loop ends with one");
    house.wait(7 * 24 * 3600);
    for fault in ["", "expired_key@2"] {
        house.faults(fault).await;
        let document = house.ats().file(house.ctx(), &id, &file.external_id).await.unwrap();
        assert!(document.name == file.name && !document.bytes.is_empty(), "{fault}");
    }
    house.faults("").await;
    let gone = house.ats().file(house.ctx(), &id, "no such file").await;
    assert!(matches!(gone, Err(VendorError::NotFound(_))), "{gone:?}");
}

/// A right that goes in the middle of a walk is an error that names it.
pub async fn a_right_that_goes(house: &House) {
    let page = house.page(first(RecordKind::Application)).await.unwrap();
    house.world().change(house.applicants.forbid);
    let error = house.page(Ask { cursor: page.next, ..first(RecordKind::Application) }).await.unwrap_err();
    assert!(matches!(&error, VendorError::Forbidden(why) if why.contains("application")), "{error:?}");
}
