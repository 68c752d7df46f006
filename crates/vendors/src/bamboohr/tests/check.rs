//! The test of a key.

use std::collections::BTreeMap;

use connect::{Connector as _, VendorError};
use model::connection::Probe;

use super::stage::{FULL, LIMITED, NO_NEW, Stage};
use crate::bamboohr::{BambooHr, manifest};

async fn probes(stage: &Stage, key: &str) -> BTreeMap<String, (Probe, String)> {
    let report = BambooHr.check(&stage.ctx(key)).await.unwrap();
    report.permissions.into_iter().map(|found| (found.key, (found.probe, found.detail))).collect()
}

#[tokio::test]
async fn an_administrators_key_is_granted_all_that_can_be_seen() {
    let stage = Stage::with(30).await;
    let before = stage.world.read(Clone::clone);
    let report = BambooHr.check(&stage.ctx(FULL)).await.unwrap();
    assert_eq!(report.account, "Larkmoor Robotics");
    let found = probes(&stage, FULL).await;
    for key in ["fields", "employees.read", "directory", "datasets", "files", "photo", "users"] {
        assert_eq!(found[key].0, Probe::Granted, "{key}: {}", found[key].1);
    }
    for key in ["employees.add", "fields.write", "tables"] {
        assert_eq!(found[key].0, Probe::Unknown, "{key}: {}", found[key].1);
    }
    assert_eq!(found["users"].1, "The key acts as Maya Okafor.");
    assert_eq!(stage.world.read(Clone::clone), before, "nothing was written");
}

#[tokio::test]
async fn every_permission_of_the_manifest_is_reported_once() {
    let stage = Stage::with(30).await;
    let report = BambooHr.check(&stage.ctx(FULL)).await.unwrap();
    let mut found: Vec<_> = report.permissions.into_iter().map(|found| found.key).collect();
    let mut declared: Vec<_> =
        manifest().permission.iter().map(|permission| permission.key.clone()).collect();
    found.sort();
    declared.sort();
    assert_eq!(found, declared);
}

#[tokio::test]
async fn what_is_hidden_or_refused_is_missing_with_a_reason() {
    let stage = Stage::with(30).await;
    let found = probes(&stage, LIMITED).await;
    for key in ["datasets", "fields.write", "tables", "users"] {
        assert_eq!(found[key].0, Probe::Missing, "{key}: {}", found[key].1);
    }
    assert!(found["fields.write"].1.contains("payRate"), "{}", found["fields.write"].1);
    let found = probes(&stage, NO_NEW).await;
    for key in ["files", "photo"] {
        assert_eq!(found[key].0, Probe::Missing, "{key}: {}", found[key].1);
    }
}

#[tokio::test]
async fn a_wrong_key_is_an_error_and_no_report() {
    let stage = Stage::with(5).await;
    assert!(matches!(BambooHr.check(&stage.ctx("nonsense")).await, Err(VendorError::Auth(_))));
}
