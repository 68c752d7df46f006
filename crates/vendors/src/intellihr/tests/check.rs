//! Testing a connection.

use connect::{Connector as _, VendorError};
use model::connection::Probe;

use super::stage::Stage;
use crate::intellihr::{IntelliHr, manifest};

#[tokio::test]
async fn a_good_key_is_reported_on_permission_by_permission_without_writing() {
    let stage = Stage::with(5).await;
    let before = stage.world.read(Clone::clone);
    let report = IntelliHr.check(&stage.ctx()).await.unwrap();
    assert_eq!(stage.world.read(Clone::clone), before, "nothing was written");
    let reported: Vec<_> = report.permissions.iter().map(|finding| finding.key.as_str()).collect();
    let declared: Vec<_> = manifest().permission.iter().map(|permission| permission.key.as_str()).collect();
    assert_eq!(reported, declared);
    let probe = |key: &str| {
        let found = report.permissions.iter().find(|finding| finding.key == key).unwrap();
        (found.probe, found.detail.clone())
    };
    for key in ["people", "jobs", "lists", "custom_fields", "documents", "time_zone", "workflows"] {
        assert_eq!(probe(key).0, Probe::Granted, "{key}: {}", probe(key).1);
    }
    assert_eq!(probe("write").0, Probe::Unknown);
    assert!(probe("time_zone").1.contains("2026-03-02T00:00:00+11:00"), "{}", probe("time_zone").1);
}

#[tokio::test]
async fn a_wrong_company_and_a_wrong_key_say_what_to_compare() {
    let stage = Stage::with(5).await;
    for other in [("subdomain", "larkmore"), ("api_key", "sandbox-other-key")] {
        let error = IntelliHr.check(&stage.ctx_with(&[other])).await.unwrap_err();
        let VendorError::Auth(why) = &error else { panic!("{other:?}: {error:?}") };
        let company = if other.0 == "subdomain" { "larkmore" } else { "larkmoor" };
        assert!(why.contains(&format!("https://{company}.intellihr.net")), "{why}");
        assert!(!why.contains("other-key"), "{why}");
    }
}

#[tokio::test]
async fn a_disabled_key_may_nothing() {
    let stage = Stage::with(5).await;
    let report = IntelliHr.check(&stage.ctx_with(&[("api_key", "sandbox-disabled-key")])).await.unwrap();
    let missing = report.permissions.iter().filter(|finding| finding.probe == Probe::Missing).count();
    assert!(missing >= 4, "{:?}", report.permissions);
}

#[tokio::test]
async fn a_time_zone_that_is_none_and_an_event_that_is_gone_are_said() {
    let stage = Stage::with(5).await;
    let ctx = stage
        .ctx_with(&[("time_zone", "Sydney"), ("workflow_event", "5a3c1e58-0b5f-4f0e-9c6a-2f4d7b1e9aff")]);
    let report = IntelliHr.check(&ctx).await.unwrap();
    let missing: Vec<_> = report
        .permissions
        .iter()
        .filter(|finding| finding.probe == Probe::Missing)
        .map(|finding| (finding.key.as_str(), finding.detail.as_str()))
        .collect();
    assert_eq!(missing.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["time_zone", "workflows"]);
    assert!(missing[0].1.contains("Australia/Sydney"), "{missing:?}");
}
