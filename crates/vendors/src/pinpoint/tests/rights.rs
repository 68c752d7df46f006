//! What a key may not read.

use std::collections::BTreeSet;

use connect::{
    Ats as _, VendorError,
    ats::{Ask, Incoming},
};
use model::remote::{Part, RecordKind, RemoteRecord};
use serde_json::Value;

use super::stage::{Stage, application};
use crate::pinpoint::connector::Pinpoint;

#[tokio::test]
async fn a_kind_that_may_not_be_read_is_refused_by_name() {
    let stage = Stage::with(20).await;
    stage.forbid("candidate", "read");
    let refused = stage.page(RecordKind::Candidate, None, None).await.unwrap_err();
    let VendorError::Forbidden(why) = refused else { panic!("{refused:?}") };
    assert!(why.contains("candidate") && why.contains("to list the candidates"), "{why}");
}

#[tokio::test]
async fn a_part_that_may_not_be_read_is_left_out_with_a_note_from_the_first_page_on() {
    let stage = Stage::with(1100).await;
    stage.forbid("custom_attribute", "read");
    stage.forbid("custom_field", "read");
    let pages = stage.walk(RecordKind::Application, None).await;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0].notes.len(), 1, "{:?}", pages[0].notes);
    assert!(pages[0].notes[0].text.contains("may not read"), "{:?}", pages[0].notes);
    let records = || pages.iter().flat_map(|page| &page.records);
    assert!(records().all(|one| one.withheld == BTreeSet::from([Part::Fields])));
    let all: Vec<_> = pages.into_iter().flat_map(|page| page.records).map(application).collect();
    assert!(all.iter().all(|one| one.fields.is_empty()) && all.iter().any(|one| !one.tags.is_empty()));
    let id = stage.ids("applications").remove(0);
    let afresh = Pinpoint.fetch(&stage.ctx, RecordKind::Application, &id).await.unwrap();
    assert_eq!((application(afresh.clone()).fields, afresh.notes.len()), (vec![], 1));
    assert_eq!(afresh.withheld, BTreeSet::from([Part::Fields]));
}

#[tokio::test]
async fn parts_of_a_job_that_a_key_may_not_read_are_told_from_parts_that_are_empty() {
    let stage = Stage::with(20).await;
    let ask = Ask { kind: RecordKind::Job, changed_after: None, cursor: None };
    let page = Pinpoint.page(&stage.with_key("sandbox-screening-key"), &ask).await.unwrap();
    let held = BTreeSet::from([Part::Department, Part::Division, Part::Location]);
    assert!(page.records.iter().all(|one| one.withheld == held), "{:?}", page.records[0]);
    let all = stage.page(RecordKind::Job, None, None).await.unwrap();
    assert!(all.records.iter().all(|one| one.withheld.is_empty()));
    let id = all.records[0].external_id.clone();
    stage.world.change(|documents| documents["resources"]["jobs"][&id]["rels"]["division"] = Value::Null);
    let bare = Pinpoint.fetch(&stage.ctx, RecordKind::Job, &id).await.unwrap();
    let Ok(RemoteRecord::Job(job)) = bare.record else { panic!("{:?}", bare.record) };
    assert_eq!((job.division.as_str(), bare.withheld), ("", BTreeSet::new()), "it has none, and says so");
}

#[tokio::test]
async fn the_manager_of_an_offer_may_be_held_back_alone() {
    let stage = Stage::with(60).await;
    stage.forbid("user", "read");
    let page = stage.page(RecordKind::Application, None, None).await.unwrap();
    let held = |one: &&Incoming| one.withheld.contains(&Part::Manager);
    let (with, without): (Vec<_>, Vec<_>) = page.records.iter().partition(held);
    assert!(!with.is_empty() && !without.is_empty(), "only those that have an offer");
    assert!(with.iter().all(|one| one.withheld.len() == 1));
}

#[tokio::test]
async fn a_job_that_turns_confidential_leaves_the_lists_and_is_still_there() {
    let stage = Stage::with(20).await;
    let id = stage.ids("applications").remove(0);
    let job = stage.application(&id).await.job;
    stage.touch("jobs", &job, "visibility", "confidential".into());
    for (kind, id) in [(RecordKind::Job, &job), (RecordKind::Application, &id)] {
        let listed = stage.walk(kind, None).await.into_iter().flat_map(|page| page.records);
        assert!(listed.into_iter().all(|one| one.external_id != **id), "{kind:?}");
        let fetched = Pinpoint.fetch(&stage.ctx, kind, id).await.unwrap();
        assert!(fetched.record.is_ok(), "{kind:?} is not taken for gone: {fetched:?}");
    }
}

#[tokio::test]
async fn a_right_that_goes_in_the_middle_of_a_walk_is_an_error() {
    let stage = Stage::with(1100).await;
    let first = stage.page(RecordKind::Application, None, None).await.unwrap();
    stage.forbid("custom_attribute", "read");
    stage.forbid("custom_field", "read");
    let refused = stage.page(RecordKind::Application, None, first.next).await;
    assert!(matches!(&refused, Err(VendorError::Forbidden(why)) if why.contains("custom_")), "{refused:?}");
}

#[tokio::test]
async fn calls_come_again_after_the_time_that_the_vendor_names() {
    let stage = Stage::with(10).await;
    stage.world.change(|documents| documents["limits"] = serde_json::json!({"requests": 1, "seconds": 7}));
    stage.page(RecordKind::Job, None, None).await.unwrap();
    let refused = stage.page(RecordKind::Job, None, None).await;
    assert!(matches!(&refused, Err(VendorError::RateLimited(after)) if after.as_secs() <= 7), "{refused:?}");
    stage.wait(7);
    stage.page(RecordKind::Job, None, None).await.unwrap();
}
