//! The test of a key.

use std::collections::BTreeMap;

use connect::{Connector as _, Ctx, VendorError};
use model::connection::Probe;

use super::stage::Stage;
use crate::pinpoint::{connector::Pinpoint, manifest};

async fn probes(ctx: &Ctx) -> BTreeMap<String, (Probe, String)> {
    let report = Pinpoint.check(ctx).await.unwrap();
    report.permissions.into_iter().map(|found| (found.key, (found.probe, found.detail))).collect()
}

#[tokio::test]
async fn every_permission_is_reported_once_and_nothing_is_written() {
    let stage = Stage::with(12).await;
    let before = stage.world.read(Clone::clone);
    let report = Pinpoint.check(&stage.ctx).await.unwrap();
    assert_eq!(report.account, "larkmoor");
    let found: Vec<_> = report.permissions.iter().map(|found| found.key.as_str()).collect();
    let declared: Vec<_> = manifest().permission.iter().map(|permission| permission.key.as_str()).collect();
    assert_eq!(found, declared);
    for found in report.permissions {
        let expected = if found.key.ends_with(".read") { Probe::Granted } else { Probe::Unknown };
        assert_eq!(found.probe, expected, "{}: {}", found.key, found.detail);
    }
    assert_eq!(stage.world.read(Clone::clone), before);
}

#[tokio::test]
async fn what_a_key_may_not_read_is_missing_with_the_vendors_sentence() {
    let stage = Stage::with(12).await;
    let found = probes(&stage.with_key("sandbox-no-candidate-key")).await;
    let (probe, detail) = &found["candidate.read"];
    assert_eq!(*probe, Probe::Missing);
    assert!(detail.contains("candidate"), "{detail}");
    assert_eq!(found["application.read"].0, Probe::Granted);
    let found = probes(&stage.with_key("sandbox-screening-key")).await;
    let missing = found.iter().filter(|(_, found)| found.0 == Probe::Missing).map(|(key, _)| key.as_str());
    for key in ["candidate.read", "comment.read", "user.read"] {
        assert!(missing.clone().any(|missing| missing == key), "{key}: {found:?}");
    }
}

#[tokio::test]
async fn a_wrong_key_and_an_api_that_is_off_are_errors_and_no_report() {
    let stage = Stage::with(5).await;
    let refused = Pinpoint.check(&stage.with_key("nonsense")).await;
    assert!(
        matches!(&refused, Err(VendorError::Auth(why)) if why.contains("Invalid API key")),
        "{refused:?}"
    );
    stage.world.change(|documents| documents["enabled"] = false.into());
    let refused = Pinpoint.check(&stage.ctx).await;
    assert!(
        matches!(&refused, Err(VendorError::Forbidden(why)) if why.contains("API & Webhooks")),
        "{refused:?}"
    );
}
