//! The vendor's limit is kept by all that call it, whichever process they are in: no call is refused as too many.

use std::{sync::Arc, time::Duration};

use connect::{Clock, clock::HeldClock};
use engine::{integrations::check::check, sync::overview::overview};
use model::sync::RunState;
use sandbox::Options;
use serde_json::json;
use store::testing::{self, Fresh};
use testkit::{Stage, stage::Scenery};

const VENDOR: &str = "greenhouse";

/// A stage whose clock moves only where something waits, and whose vendor takes so many calls a window.
async fn stage(fresh: Fresh, people: usize, calls: u64) -> (Stage, Arc<HeldClock>) {
    let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
    let options = Options { people, ..Options::default() };
    let stage = Stage::on(fresh, Scenery { sandbox: options, clock: clock.clone() }).await;
    stage.world(VENDOR).change(|documents| {
        for api in ["v1", "v3"] {
            documents["limits"][api]["requests"] = json!(calls);
        }
        documents["rows"]["attachments"] = json!({});
    });
    (stage, clock)
}

/// How many requests came, and how many of them were refused as too many.
async fn counted(stage: &Stage) -> (u64, u64) {
    let counters = stage.counters(VENDOR).await;
    (counters["requests"].as_u64().unwrap(), counters["statuses"]["429"].as_u64().unwrap_or(0))
}

/// A first run with so few calls a window that it needs several takes no longer than these windows, and not one call
/// is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_waits_for_the_vendors_windows_and_no_longer() {
    for (api, window) in [("v1", 10), ("v3", 30)] {
        let (stage, clock) = stage(testing::sqlite().await, 1_200, 4).await;
        let connection = stage.connect_with(VENDOR, stage.credentials(VENDOR).with("api", api)).await;
        // What the connection's test used of the window is free again.
        clock.advance(Duration::from_secs(2 * window));
        let ((before, _), began) = (counted(&stage).await, clock.now());
        stage.deliver().await;
        let run =
            overview(&stage.app, &stage.administrator, connection).await.unwrap().unwrap().runs.remove(0);
        assert_eq!(run.state, RunState::Done, "{api}: {:?}", run.sentence);
        let ((after, refused), took) = (counted(&stage).await, clock.now().duration_since(began).as_secs());
        let (calls, took) = (after - before, u64::try_from(took).unwrap());
        let bound = (calls - 1) / 4 * window;
        assert!(calls > 8, "{api}: {calls} calls fit into a window or two");
        assert!((bound..=bound + window / 2).contains(&took), "{api}: {took} s for {calls} calls");
        assert_eq!(refused, 0, "{api}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_keep_the_limit_together() {
    for fresh in testing::fresh().await {
        let (stage, _) = stage(fresh, 20, 20).await;
        let connection = stage.connect_with(VENDOR, stage.credentials(VENDOR).with("api", "v1")).await;
        let (one, two) = (&stage.app, stage.node());
        let (before, _) = counted(&stage).await;
        let by = |app| check(app, &stage.administrator, connection);
        let (told, told_two) = tokio::join!(by(one), by(&two));
        told.unwrap();
        told_two.unwrap();
        let (after, refused) = counted(&stage).await;
        assert!(after - before > 40, "{} calls fit into a window or two", after - before);
        assert_eq!(refused, 0);
    }
}
