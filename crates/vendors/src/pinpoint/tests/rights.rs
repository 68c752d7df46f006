//! What a key may not read.

use connect::{Ats as _, VendorError};
use model::remote::RecordKind;

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
    let all: Vec<_> = pages.into_iter().flat_map(|page| page.records).map(application).collect();
    assert!(all.iter().all(|one| one.fields.is_empty()) && all.iter().any(|one| !one.tags.is_empty()));
    let id = stage.ids("applications").remove(0);
    let afresh = Pinpoint.fetch(&stage.ctx, RecordKind::Application, &id).await.unwrap();
    assert_eq!((application(afresh.clone()).fields, afresh.notes.len()), (vec![], 1));
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
