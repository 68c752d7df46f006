//! Walking the lists, and one record afresh.

use std::collections::BTreeSet;

use connect::{Ats as _, VendorError};
use jiff::SignedDuration;
use model::remote::{RecordKind, RemoteRecord};
use serde_json::json;

use super::stage::{Stage, application};
use crate::pinpoint::connector::Pinpoint;

#[tokio::test]
async fn everything_is_seen_once_in_as_many_requests_as_there_are_pages() {
    let stage = Stage::with(1100).await;
    for (kind, collection) in [
        (RecordKind::Job, "jobs"),
        (RecordKind::Candidate, "candidates"),
        (RecordKind::Application, "applications"),
    ] {
        stage.ctx.http.calls();
        let pages = stage.walk(kind, None).await;
        let there = Pinpoint.count(&stage.ctx, kind).await.unwrap().unwrap() as usize;
        assert!(there > 0 && there <= stage.count(collection));
        assert_eq!(pages.len(), there.div_ceil(1000), "{collection}");
        assert_eq!(stage.ctx.http.calls().len(), pages.len() + 1, "{collection}, and the count");
        let ids: Vec<_> =
            pages.iter().flat_map(|page| &page.records).map(|one| one.external_id.clone()).collect();
        assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (there, there), "{collection}");
        for page in &pages {
            assert_eq!((page.total, page.answered_at.is_some()), (Some(there as u64), true));
            for one in &page.records {
                assert!(one.record.is_ok(), "{:?}", one.record);
                assert!(one.created_at.is_some() && one.updated_at.is_some());
                // A job on hold counts as closed here, which is said.
                let other = one.notes.iter().find(|note| note.field != "status");
                assert_eq!(other, None, "{collection} {}", one.external_id);
            }
        }
    }
}

#[tokio::test]
async fn applications_come_with_all_that_belongs_to_them() {
    let stage = Stage::with(200).await;
    let pages = stage.walk(RecordKind::Application, None).await;
    let all: Vec<_> = pages.into_iter().flat_map(|page| page.records).map(application).collect();
    let with = |what: &str, has: &dyn Fn(&model::remote::RemoteApplication) -> bool| {
        assert!(all.iter().any(has), "no application has {what}");
    };
    with("an answer to a question", &|one| one.answers.iter().any(|answer| answer.question.ends_with('?')));
    with("a summary", &|one| one.answers.iter().any(|answer| answer.question == "Summary"));
    with("a tag", &|one| !one.tags.is_empty());
    with("a chosen value by its label", &|one| one.fields.iter().any(|value| value.value == "One month"));
    with("a résumé", &|one| {
        one.files.iter().any(|file| file.external_id == format!("pdf_cv/{}", file.name))
    });
    with("an offer with its manager", &|one| {
        one.offer.manager == "Tom Lindqvist" && one.offer.pay_period == "Year"
    });
    with("a day of being hired", &|one| one.hired_at.is_some() && one.offer.start_date.is_some());
    assert!(all.iter().all(|one| !one.person.email.is_empty() && !one.person.country.is_empty()));
}

#[tokio::test]
async fn a_record_afresh_is_what_its_page_gave() {
    let stage = Stage::with(60).await;
    for kind in RecordKind::ALL {
        for one in stage.walk(kind, None).await.remove(0).records.into_iter().step_by(9) {
            let afresh = Pinpoint.fetch(&stage.ctx, kind, &one.external_id).await.unwrap();
            assert_eq!((afresh.record, afresh.updated_at), (one.record, one.updated_at));
        }
        let gone = Pinpoint.fetch(&stage.ctx, kind, "999999999").await;
        assert!(matches!(gone, Err(VendorError::NotFound(_))), "{gone:?}");
    }
}

#[tokio::test]
async fn jobs_come_with_places_and_stages_in_order() {
    let stage = Stage::with(40).await;
    let mut jobs = 0;
    for one in stage.walk(RecordKind::Job, None).await.remove(0).records {
        let Ok(RemoteRecord::Job(job)) = one.record else { panic!("{:?}", one.record) };
        assert!(!job.department.is_empty() && !job.location.is_empty() && job.status.is_some(), "{job:?}");
        assert!(job.stages.len() >= 5 && !job.description.contains('<'), "{job:?}");
        jobs += 1;
    }
    assert!(jobs > 3);
}

#[tokio::test]
async fn only_what_changed_is_asked_for() {
    let stage = Stage::with(80).await;
    stage.wait(3600);
    let since = stage.now() - SignedDuration::from_secs(60);
    assert!(stage.walk(RecordKind::Application, Some(since)).await[0].records.is_empty());
    let ids = stage.ids("applications");
    stage.touch("applications", &ids[3], "town", json!("Whitby"));
    stage.touch("applications", &ids[9], "town", json!("Whitby"));
    let pages = stage.walk(RecordKind::Application, Some(since)).await;
    let seen: Vec<_> = pages[0].records.iter().map(|one| one.external_id.as_str()).collect();
    assert_eq!((pages.len(), seen), (1, vec![ids[3].as_str(), ids[9].as_str()]));
    assert_eq!(pages[0].total, None, "the total is that of everything or none");
}

#[tokio::test]
async fn a_bulk_change_is_seen_whole_though_all_of_it_is_of_one_second() {
    let stage = Stage::with(1500).await;
    stage.wait(3600);
    let since = stage.now() - SignedDuration::from_secs(60);
    let ids = stage.ids("applications");
    let now = "2026-11-24T13:00:00+00:00";
    stage.world.change(|documents| {
        for id in &ids {
            documents["resources"]["applications"][id]["attributes"]["updated_at"] = now.into();
        }
    });
    let pages = stage.walk(RecordKind::Application, Some(since)).await;
    let seen: BTreeSet<_> = pages.iter().flat_map(|page| &page.records).map(|one| &one.external_id).collect();
    assert_eq!(
        seen.len() as u64,
        Pinpoint.count(&stage.ctx, RecordKind::Application).await.unwrap().unwrap()
    );
}

#[tokio::test]
async fn a_row_that_surprises_costs_no_other() {
    let stage = Stage::with(30).await;
    let id = stage.ids("applications").remove(2);
    stage.world.change(|documents| {
        documents["resources"]["applications"][&id]["attributes"]["first_name"] = json!({"given": "Ana"});
    });
    let page = stage.walk(RecordKind::Application, None).await.remove(0);
    let (good, bad): (Vec<_>, Vec<_>) = page.records.into_iter().partition(|one| one.record.is_ok());
    assert!(good.len() > 20);
    let [bad] = bad.as_slice() else { panic!("{}", bad.len()) };
    let unreadable = bad.record.as_ref().unwrap_err();
    assert_eq!((&bad.external_id, bad.updated_at.is_some()), (&id, true));
    assert_eq!(unreadable.sentence, "The field “first_name” does not have the documented form.");
    assert!(unreadable.raw.contains("Ana"));
}
