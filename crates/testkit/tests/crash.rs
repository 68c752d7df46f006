//! The crash suite in its short form, on both databases. The long form is run by hand: see docs/crash-suite.md.

use store::testing;
use testkit::{
    crash::{Storm, run},
    tenant::TENANTS,
};

/// Killed as often as there are boundaries, each aimed at once, and as often at random.
fn storm(vendor: &str, workers: usize) -> Storm {
    Storm { vendor: vendor.into(), hires: 40, faults: 0.2, kills: 12, workers, seed: 1 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_hires_survive_a_killed_worker_on_sqlite() {
    for tenant in TENANTS {
        let report = run(testing::sqlite().await, storm(tenant.vendor, 1)).await;
        assert!(report.passed(), "{report}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_hires_survive_two_killed_workers_on_postgresql() {
    let Ok(server) = std::env::var("GANGWAY_TEST_POSTGRES") else { return };
    for tenant in TENANTS {
        let report = run(testing::postgres(&server).await, storm(tenant.vendor, 2)).await;
        assert!(report.passed(), "{report}");
    }
}
