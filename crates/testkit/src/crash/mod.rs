//! The crash suite: many hires pushed through faults while the worker is killed again and again, at random and
//! between each two steps; then the sandbox is asked who is there.
//!
//! The sandbox lives in this process, the worker is the real program in one of its own. A killed worker's claims are
//! let run out at once and what waits for its time is brought forward, both in the suite's own database (see
//! [`crate::queue`]): the worker has no option made for tests, and a run takes minutes instead of hours.

mod boundary;
mod calm;
mod exports;
mod referrals;
mod report;
mod results;
mod storm;
mod verdict;

use std::time::{Duration, Instant};

use connect::clock::SystemClock;
use engine::handoff::{
    form::draft,
    send::{Request, send},
};
use model::{ConnectionId, HandoffId};
use sandbox::Options as Sandbox;
use serde::Serialize;
use store::testing::Fresh;

pub use boundary::Boundary;
pub use exports::{Exported, exports};
pub use referrals::{Gale, Landed, referrals};
pub use report::Report;
pub use results::{Squall, Written, results};

use crate::{Stage, hire::Hire, stage::Scenery, tenant::Tenant};

/// How many people work in the tenant before anybody is sent.
const SEEDED: usize = 50;

/// How hard it gets.
#[derive(Clone, Debug, Serialize)]
pub struct Storm {
    /// The vendor whose sandbox takes the hires.
    pub vendor: String,
    /// How many people are sent.
    pub hires: usize,
    /// Which part of the requests a fault strikes, from 0 to 1.
    pub faults: f64,
    /// How often a worker is killed.
    pub kills: usize,
    /// How many workers there are at a time.
    pub workers: usize,
    /// The same seed chooses the same moments and, request by request, the same faults.
    pub seed: u64,
}

/// One hire on its way.
pub(crate) struct Sent {
    pub hire: Hire,
    pub handoff: HandoffId,
}

/// What a run works with.
pub(crate) struct Run {
    pub stage: Stage,
    pub tenant: Tenant,
    pub storm: Storm,
    pub connection: ConnectionId,
    pub sent: Vec<Sent>,
}

/// Runs the suite on a database.
///
/// # Panics
/// Where it can't be run: no program, no database.
pub async fn run(fresh: Fresh, storm: Storm) -> Report {
    let began = Instant::now();
    let run = prepare(fresh, storm).await;
    let prepared = began.elapsed();
    run.stage.set_faults(&run.storm.vendor, &faults(run.storm.faults)).await;
    let kills = storm::rage(&run).await;
    let stormed = began.elapsed();
    let counters = run.stage.counters(&run.storm.vendor).await;
    run.stage.set_faults(&run.storm.vendor, "").await;
    let cards = calm::settle(&run).await;
    let violations = verdict::violations(&run, &kills).await;
    let times = report::Times { prepared, stormed: stormed - prepared, all: began.elapsed() };
    Report::new(&run, kills, cards, violations, &counters, times)
}

async fn prepare(fresh: Fresh, storm: Storm) -> Run {
    let sandbox = Sandbox { seed: storm.seed, people: SEEDED, ..Sandbox::default() };
    let stage = Stage::on(fresh, Scenery { sandbox, clock: std::sync::Arc::new(SystemClock) }).await;
    let connection = stage.connect(&storm.vendor).await;
    let opening = stage.opening("Software Engineer").await;
    let hires: Vec<_> = (1..=storm.hires).map(Hire::number).collect();
    let hired = stage.hire_all(&opening, &hires).await;
    let (app, actor) = (&stage.app, &stage.administrator);
    let mut sent = vec![];
    for (hire, hired) in hires.into_iter().zip(hired) {
        let draft = draft(app, actor, hired.candidate, connection, false).await.unwrap();
        let request = Request {
            candidate: hired.candidate,
            connection,
            application: Some(hired.application),
            values: Some(hire.complete(&draft.tenant.form, draft.record)),
            key: format!("crash-{}", hire.number),
        };
        let handoff = send(app, actor, request).await.unwrap();
        sent.push(Sent { hire, handoff });
    }
    Run { tenant: Tenant::of(&storm.vendor), stage, storm, connection, sent }
}

/// Faults of all kinds that strike this part of the requests together, each kind as often as the others. The rest
/// is answered a little late, so that there is a moment to kill in.
fn faults(rate: f64) -> String {
    const KINDS: [(&str, &str); 9] = [
        ("delay", ":300ms"),
        ("429", ":1s"),
        ("500", ""),
        ("503", ":1s"),
        ("refuse", ""),
        ("drop_before", ""),
        ("drop_after", ""),
        ("cut_body", ""),
        ("malformed", ""),
    ];
    let share = rate / KINDS.len() as f64;
    // Each rule throws only for what the rules before it left over.
    let rules = KINDS.iter().enumerate().map(|(place, (kind, wait))| {
        let left = 1.0 - share * place as f64;
        format!("{kind}={}{wait}", share / left)
    });
    let rules = rules.filter(|_| rate > 0.0);
    rules.chain(["delay=1:20ms".to_owned()]).collect::<Vec<_>>().join(",")
}

/// How often the suite looks at what the worker did.
pub(crate) const LOOK: Duration = Duration::from_millis(1);

#[cfg(test)]
mod tests {
    use sandbox::Faults;

    #[test]
    fn the_kinds_share_the_rate() {
        let faults: Faults = super::faults(0.2).parse().unwrap();
        let missed: f64 = faults.rules().iter().take(9).map(|rule| 1.0 - rule.rate).product();
        assert!((1.0 - missed - 0.2).abs() < 1e-9, "{}", 1.0 - missed);
        assert_eq!(super::faults(0.0), "delay=1:20ms");
    }
}
