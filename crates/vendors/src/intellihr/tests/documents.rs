//! Documents that were cut off half-way.

use connect::{Hris as _, Outcome};
use serde_json::{Value, json};

use super::stage::{Stage, key, resume};
use crate::intellihr::{
    IntelliHr,
    client::Client,
    wire::{NewDocument, UploadStatus},
};

async fn stage() -> (Stage, String) {
    let stage = Stage::with(2).await;
    let id = IntelliHr.create(&stage.ctx(), &key(), &stage.hire().await).await.unwrap().external_id;
    (stage, id)
}

fn announced(size: usize) -> NewDocument {
    NewDocument { filename: resume().name, mime: "application/pdf".into(), size, extension: "pdf".into() }
}

fn there(stage: &Stage, id: &str) -> (usize, Vec<Value>) {
    let done = stage.person(id)["documents"].as_array().unwrap().len();
    let uploads = stage.world.read(|documents| {
        let uploads = documents["uploads"].as_object().unwrap().values();
        uploads.map(|upload| upload["uploadStatus"].clone()).collect()
    });
    (done, uploads)
}

#[tokio::test]
async fn one_that_was_announced_only_is_given_up_and_sent_again() {
    let (stage, id) = stage().await;
    let ctx = stage.ctx();
    Client(&ctx).announce(&id, &announced(resume().bytes.len())).await.unwrap();
    assert_eq!(there(&stage, &id), (0, vec![json!(UploadStatus::Pending)]));
    assert_eq!(IntelliHr.attach(&ctx, &key(), &id, &resume()).await.unwrap().outcome, Outcome::Created);
    assert_eq!(IntelliHr.attach(&ctx, &key(), &id, &resume()).await.unwrap().outcome, Outcome::AlreadyThere);
    assert_eq!(there(&stage, &id), (1, vec![json!(UploadStatus::Failed)]));
}

#[tokio::test]
async fn one_that_was_carried_and_not_reported_is_there_once() {
    let (stage, id) = stage().await;
    let ctx = stage.ctx();
    let slot = Client(&ctx).announce(&id, &announced(resume().bytes.len())).await.unwrap();
    Client(&ctx).carry(&slot.presigned_upload_url, &resume()).await.unwrap();
    IntelliHr.attach(&ctx, &key(), &id, &resume()).await.unwrap();
    assert_eq!(there(&stage, &id), (1, vec![json!(UploadStatus::Failed)]));
}

#[tokio::test]
async fn an_address_that_ran_out_is_worth_another_try() {
    let (stage, id) = stage().await;
    let ctx = stage.ctx();
    let slot = Client(&ctx).announce(&id, &announced(resume().bytes.len())).await.unwrap();
    let damaged = format!("{}0", slot.presigned_upload_url);
    let error = Client(&ctx).carry(&damaged, &resume()).await.unwrap_err();
    assert!(error.heals_by_itself(), "{error:?}");
    let log = serde_json::to_string(&ctx.http.calls()).unwrap();
    assert!(!log.contains("Maeve") && !log.contains("Amz-Signature"), "{log}");
}
