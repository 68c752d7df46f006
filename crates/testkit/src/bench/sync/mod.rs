//! Measuring a sync: a first run and one after a hundredth of the records changed, beside a program that only fetches
//! the same pages and inserts the raw rows.
//!
//! The hub is the real program in a process of its own, and so is the floor; the sandbox lives in the bench's process.

pub mod floor;
mod report;
mod tenant;

use std::{path::PathBuf, time::Duration};

use model::{ConnectionId, sync::RunState};
use serde::Serialize;
use store::{
    sync::run::{self as runs, Run},
    testing,
};
use tokio::{process::Command, time::sleep};

pub use floor::Floor;
pub use report::Report;

use self::{floor::Errand, tenant::Ats};
use super::memory;
use crate::{Stage, hub::Visitor, process::Process, stage::Scenery};

/// How much is measured.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// Whose sandbox is read.
    pub vendor: String,
    /// How many candidates the sandbox has; half as many applications more, and a job for every forty up to 500.
    pub people: usize,
    /// How often the floor is measured; the best counts, so that the hub is held against a good one.
    pub floors: usize,
}

/// What a run took.
#[derive(Clone, Debug, Serialize)]
pub struct RunCost {
    /// From the request that asked for it to its end, in seconds.
    pub seconds: f64,
    /// CPU of the hub, in seconds.
    pub cpu_seconds: f64,
    /// Requests made to the other system.
    pub requests: u64,
    /// What it saw, made and changed, by kind.
    pub tally: model::sync::Tally,
}

/// Measures once.
///
/// # Panics
/// Where it can't be measured, or a run did not see everything.
pub async fn run(plan: Plan) -> Report {
    // Chooses the TLS provider, which the first client of a process needs even for plain HTTP.
    connect::Http::new(None).unwrap();
    let ats =
        Ats::of(&plan.vendor).expect("the bench knows where things stand in the sandbox of this vendor");
    let scenery = Scenery {
        sandbox: sandbox::Options { people: plan.people, ..Default::default() },
        ..Default::default()
    };
    let stage = Stage::on(testing::sqlite().await, scenery).await;
    ats.take_files_away(&stage.world(ats.vendor));
    let (app, actor) = (&stage.app, &stage.administrator);
    let connection =
        engine::integrations::add::add(app, actor, ats.vendor, "", &stage.credentials(ats.vendor))
            .await
            .unwrap();
    engine::integrations::check::check(app, actor, connection).await.unwrap();
    let mut hub = stage.process("bench-hub", "serve", &["--listen", "127.0.0.1:0"]);
    let visitor = Visitor::at(hub.address("Gangway is at ").await, &stage.session);
    let measured = Measured { stage: &stage, ats, hub: &hub, visitor: &visitor, connection };

    // What adding the connection asked for is none of the run's pages.
    let earlier = measured.pages().await.len();
    let first = measured.run(&format!("/settings/integrations/{connection}/enable"), &[]).await;
    let addresses = measured.pages().await.split_off(earlier);
    let peak_mib = memory::peak_mib(&hub.pid.to_string());

    ats.change_a_hundredth(&stage.world(ats.vendor), stage.app.now());
    // What changed just now lies in the window that the next run looks back at anyway.
    let changes =
        measured.run(&format!("/settings/integrations/{connection}/sync"), &[("mode", "changes")]).await;
    let peak_after_mib = memory::peak_mib(&hub.pid.to_string());
    hub.kill().await;

    let mut best: Option<Floor> = None;
    for nth in 0..plan.floors {
        let one = measure_floor(&stage, ats, &addresses, nth).await;
        if best.as_ref().is_none_or(|best| one.seconds < best.seconds) {
            best = Some(one);
        }
    }
    let pages = addresses.len();
    Report { plan, first, changes, peak_mib: peak_mib.max(peak_after_mib), floor: best.unwrap(), pages }
}

struct Measured<'a> {
    stage: &'a Stage,
    ats: Ats,
    hub: &'a Process,
    visitor: &'a Visitor,
    connection: ConnectionId,
}

impl Measured<'_> {
    /// Asks for a run by a post to that page, and waits for its end.
    async fn run(&self, page: &str, form: &[(&str, &str)]) -> RunCost {
        let (before, cpu) = (self.newest().await.map(|run| run.id), self.hub.cpu());
        let requests = self.requests().await;
        let asked = self.stage.app.now();
        let answer = self.visitor.post(page, form).await;
        assert!(answer.status().is_redirection(), "{page}: {}", answer.status());
        let run = loop {
            let newest = self.newest().await.filter(|run| Some(run.id) != before);
            if let Some(run) = newest.filter(|run| run.state.is_over()) {
                break run;
            }
            sleep(Duration::from_millis(20)).await;
        };
        assert_eq!(run.state, RunState::Done, "{:?}", run.sentence);
        RunCost {
            seconds: run.ended_at.unwrap().duration_since(asked).as_secs_f64(),
            cpu_seconds: (self.hub.cpu() - cpu).as_secs_f64(),
            requests: self.requests().await - requests,
            tally: run.tally,
        }
    }

    async fn newest(&self) -> Option<Run> {
        let workspace = self.stage.administrator.workspace;
        runs::recent(&self.stage.app.db, workspace, self.connection, 1).await.unwrap().into_iter().next()
    }

    async fn requests(&self) -> u64 {
        self.stage.counters(self.ats.vendor).await["requests"].as_u64().unwrap()
    }

    /// The addresses of the pages that the hub has read so far.
    async fn pages(&self) -> Vec<String> {
        let announcement = self.stage.announcement(self.ats.vendor);
        let address = format!("{}/requests?limit=10000", announcement.control_url);
        let journal: serde_json::Value = reqwest::get(address).await.unwrap().json().await.unwrap();
        let mut base: url::Url = announcement.base_url.parse().unwrap();
        let entries = journal["requests"].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["path"].as_str().unwrap())
            .filter(|path| self.ats.is_page(path))
            .map(|path| {
                let (path, query) = path.split_once('?').unwrap();
                base.set_path(path);
                base.set_query(Some(query));
                base.to_string()
            })
            .collect()
    }
}

async fn measure_floor(stage: &Stage, ats: Ats, addresses: &[String], nth: usize) -> Floor {
    let auth = stage.connector(ats.vendor).auth(&stage.credentials(ats.vendor));
    let headers = auth.headers();
    let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let file: PathBuf = stage.folder.path().join(format!("errand-{nth}.json"));
    let database = stage.folder.path().join(format!("floor-{nth}.sqlite"));
    let errand = Errand { addresses: addresses.to_vec(), headers: headers.collect(), database };
    std::fs::write(&file, serde_json::to_vec(&errand).unwrap()).unwrap();
    let this = std::env::current_exe().unwrap();
    let done = Command::new(this).arg("--floor").arg(&file).output().await.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}
