//! The test of a key.

use connect::{Connector as _, VendorError};
use model::connection::Probe;

use super::stage::Stage;
use crate::clinch::{Clinch, manifest};

#[tokio::test]
async fn every_permission_is_reported_and_the_clocks_difference_measured() {
    let stage = Stage::with(3).await;
    let before = stage.world.read(Clone::clone);
    let report = Clinch.check(&stage.ctx).await.unwrap();
    let found: Vec<_> = report.permissions.iter().map(|found| found.key.as_str()).collect();
    let declared: Vec<_> = manifest().permission.iter().map(|permission| permission.key.as_str()).collect();
    assert_eq!(found, declared);
    for found in &report.permissions {
        let expected = if found.key.ends_with(".read") { Probe::Granted } else { Probe::Unknown };
        assert_eq!(found.probe, expected, "{}: {}", found.key, found.detail);
    }
    assert_eq!((report.account.as_str(), report.clock_ahead), ("Gangway", Some(0)));
    assert_eq!(stage.world.read(Clone::clone), before);
    let slow = Clinch.check(&stage.ctx_with(&[], -240)).await.unwrap();
    assert_eq!(slow.clock_ahead, Some(240));
}

#[tokio::test]
async fn a_wrong_secret_and_a_wrong_clock_are_told_apart() {
    let stage = Stage::with(1).await;
    let why =
        async |changed: &[(&str, &str)], ahead| match Clinch.check(&stage.ctx_with(changed, ahead)).await {
            Err(VendorError::Auth(why)) => why,
            other => panic!("{other:?}"),
        };
    let said = why(&[("secret", "another")], 0).await;
    assert!(said.contains("Invalid API credentials") && !said.contains("clock"), "{said}");
    let said = why(&[], -1000).await;
    assert!(said.contains("16 minutes behind"), "{said}");
}

#[test]
fn an_account_belongs_to_one_region() {
    use connect::hosts::{Reach, Sandboxes};
    use model::workspace::WorkspaceKind;
    let reach = |region: &str| {
        let settings = [("region".to_owned(), region.to_owned())].into();
        Reach::of(manifest(), WorkspaceKind::Production, &settings, &Sandboxes::default())
    };
    let regions = &manifest().credential.iter().find(|field| field.key == "region").unwrap().choice;
    assert_eq!(regions.len(), manifest().hosts.len());
    for region in regions {
        assert_eq!(reach(&region.value).unwrap().base.host_str(), Some(region.value.as_str()));
    }
    assert!(reach("evil.example").is_err());
}
