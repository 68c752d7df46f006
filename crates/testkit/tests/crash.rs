//! The crash suite in its short form, on both databases. The long form is run by hand: see docs/crash-suite.md.

use store::testing;
use testkit::{
    crash::{Gale, Squall, Storm, exports, referrals, results, run},
    tenant::TENANTS,
};

/// How many hires each vendor takes. The engine is one and the same, so that what is sent to the first vendor tells
/// most, and the others can do with fewer.
const HIRES: &[(&str, usize)] = &[("bamboohr", 40), ("intellihr", 25)];

/// Killed as often as there are boundaries, each aimed at once, and as often at random.
fn storm(vendor: &str, workers: usize) -> Storm {
    let (_, hires) = HIRES.iter().find(|(known, _)| *known == vendor).expect("every vendor has its line");
    Storm { vendor: vendor.into(), hires: *hires, faults: 0.2, kills: 12, workers, seed: 1 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hires_survive_a_killed_worker_on_sqlite() {
    for tenant in TENANTS {
        let report = run(testing::sqlite().await, storm(tenant.vendor, 1)).await;
        assert!(report.passed(), "{report}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hires_survive_two_killed_workers_on_postgresql() {
    let Ok(server) = std::env::var("GANGWAY_TEST_POSTGRES") else { return };
    for tenant in TENANTS {
        let report = run(testing::postgres(&server).await, storm(tenant.vendor, 2)).await;
        assert!(report.passed(), "{report}");
    }
}

/// Results of screening on their way into a system, with its group of tags where it has such.
fn squall(vendor: &'static str, group: &'static str) -> Squall {
    Squall { vendor, group, people: 40, faults: 0.1, kills: 10, seed: 1 }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn results_are_written_once_by_a_killed_worker_on_sqlite() {
    for squall in [squall("pinpoint", "Green"), squall("greenhouse", "")] {
        let written = results(testing::sqlite().await, squall).await;
        assert!(written.applications > 20 && written.kills > 5, "{written:?}");
        assert!(written.violations.is_empty(), "{written:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn results_are_written_once_by_a_killed_worker_on_postgresql() {
    let Ok(server) = std::env::var("GANGWAY_TEST_POSTGRES") else { return };
    let written = results(testing::postgres(&server).await, squall("pinpoint", "Green")).await;
    assert!(written.violations.is_empty(), "{written:#?}");
}

/// Referred people on their way into a system that takes people in; as few as its pace lets through in minutes.
const GALE: Gale = Gale { vendor: "greenhouse", people: 8, faults: 0.15, kills: 10, seed: 1 };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn referred_people_arrive_once_by_a_killed_worker_on_sqlite() {
    let landed = referrals(testing::sqlite().await, GALE).await;
    assert!(landed.kills > 5 && landed.struck.len() > 1, "{landed:?}");
    assert!(landed.violations.is_empty(), "{landed:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn referred_people_arrive_once_by_a_killed_worker_on_postgresql() {
    let Ok(server) = std::env::var("GANGWAY_TEST_POSTGRES") else { return };
    let landed = referrals(testing::postgres(&server).await, GALE).await;
    assert!(landed.violations.is_empty(), "{landed:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_of_the_pool_are_exported_once_by_a_killed_worker() {
    let gale = Gale { vendor: "clinch", people: 40, faults: 0.1, kills: 10, seed: 1 };
    let exported = exports(testing::sqlite().await, gale).await;
    assert!(exported.kills > 5 && exported.violations.is_empty(), "{exported:#?}");
}
