//! Measuring a sync: a first run and one after a hundredth of the records changed, beside a program that only fetches
//! the same pages and inserts the raw rows; and, where the vendor limits its callers, a first run within that limit.
//!
//! The hub is the real program in a process of its own, and so is the floor; the sandbox lives in the bench's process.

mod errand;
pub mod floor;
mod measured;
mod report;
mod tenant;

use std::time::Duration;

use serde::Serialize;
use store::testing;
use tokio::time::sleep;

pub use floor::Floor;
pub use measured::RunCost;
pub use report::Report;

use self::{measured::Measured, tenant::Ats};
use crate::{Stage, stage::Scenery};

/// How much is measured.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// Whose sandbox is read.
    pub vendor: String,
    /// Through which of the vendor's APIs, where it has several.
    pub api: Option<String>,
    /// How many candidates the sandbox has; half as many applications more, and a job for every forty up to 500.
    pub people: usize,
    /// How often the floor is measured; the best counts, so that the hub is held against a good one.
    pub floors: usize,
    /// Whether a first run within the vendor's own limit is measured as well. The others are not limited.
    pub paced: bool,
}

/// What a first run within the vendor's limit took.
#[derive(Debug, Serialize)]
pub struct Paced {
    /// The run.
    pub first: RunCost,
    /// How many calls the vendor takes,
    pub calls: u64,
    /// in so many seconds.
    pub window_seconds: u64,
}

impl Paced {
    /// The seconds that nobody's run can be shorter than: all windows but the last are used up.
    pub fn bound(&self) -> u64 {
        self.first.requests.saturating_sub(1) / self.calls.max(1) * self.window_seconds
    }
}

/// Measures once.
///
/// # Panics
/// Where it can't be measured, or a run did not see everything.
pub async fn run(plan: Plan) -> Report {
    // Chooses the TLS provider, which the first client of a process needs even for plain HTTP.
    connect::Http::new(None).unwrap();
    let ats = Ats::of(&plan.vendor, plan.api.as_deref())
        .expect("the bench knows where things stand in the sandbox of this vendor");
    let stage = stage(&plan, ats).await;
    ats.lift_limit(&stage.world(ats.vendor));
    let mut hub = Measured::begin(&stage, ats).await;

    // What adding the connection asked for is none of the run's pages.
    let earlier = hub.pages().await.len();
    let first = hub.first().await;
    let addresses = hub.pages().await.split_off(earlier);
    let peak_first_mib = hub.peak_mib();
    ats.change_a_hundredth(&stage.world(ats.vendor), stage.app.now());
    let changes = hub.changes().await;
    let peak_mib = peak_first_mib.max(hub.peak_mib());
    hub.end().await;

    let floor = hub.floor(&addresses, plan.floors).await.expect("the floor is measured at least once");
    let paced = match plan.paced {
        true => Some(paced(&plan, ats).await),
        false => None,
    };
    Report { plan, first, changes, peak_mib, floor, pages: addresses.len(), paced }
}

async fn paced(plan: &Plan, ats: Ats) -> Paced {
    let stage = stage(plan, ats).await;
    let limit = ats.limit(&stage.world(ats.vendor)).expect("this vendor's sandbox limits its callers");
    let mut hub = Measured::begin(&stage, ats).await;
    // Adding the connection took calls of the window that is going on.
    sleep(Duration::from_secs(limit.seconds)).await;
    let first = hub.first().await;
    hub.end().await;
    Paced { first, calls: limit.calls, window_seconds: limit.seconds }
}

async fn stage(plan: &Plan, ats: Ats) -> Stage {
    let scenery = Scenery {
        sandbox: sandbox::Options { people: plan.people, ..Default::default() },
        ..Default::default()
    };
    let stage = Stage::on(testing::sqlite().await, scenery).await;
    ats.take_files_away(&stage.world(ats.vendor));
    stage
}
