//! The hub that is measured, and the sandbox that it reads.

use std::time::Duration;

use connect::{Credentials, manifest::Api};
use model::{ConnectionId, sync::RunState};
use serde::Serialize;
use store::sync::run::{self as runs, Run};
use tokio::time::sleep;

use super::tenant::Ats;
use crate::{Stage, bench::memory, hub::Visitor, process::Process};

/// What a run took.
#[derive(Clone, Debug, Serialize)]
pub struct RunCost {
    /// From the request that asked for it to its end, in seconds.
    pub seconds: f64,
    /// CPU of the hub, in seconds.
    pub cpu_seconds: f64,
    /// Requests made to the other system.
    pub requests: u64,
    /// How many of them it refused as too many (429).
    pub refused: u64,
    /// What it saw, made and changed, by kind.
    pub tally: model::sync::Tally,
}

/// The hub in a process of its own, with a connection that is not enabled yet.
pub struct Measured<'a> {
    pub stage: &'a Stage,
    pub ats: Ats,
    pub credentials: Credentials,
    hub: Process,
    visitor: Visitor,
    connection: ConnectionId,
}

impl<'a> Measured<'a> {
    /// Adds the connection, tests it and starts the hub.
    pub async fn begin(stage: &'a Stage, ats: Ats) -> Self {
        let mut credentials = stage.credentials(ats.vendor);
        if let Some(api) = ats.api {
            credentials = credentials.with(Api::SETTING, api);
        }
        let (app, actor) = (&stage.app, &stage.administrator);
        let connection =
            engine::integrations::add::add(app, actor, ats.vendor, "", &credentials).await.unwrap();
        engine::integrations::check::check(app, actor, connection).await.unwrap();
        let mut hub = stage.process("bench-hub", "serve", &["--listen", "127.0.0.1:0"]);
        let visitor = Visitor::at(hub.address("Gangway is at ").await, &stage.session);
        Self { stage, ats, credentials, hub, visitor, connection }
    }

    /// The run that follows when the connection is enabled.
    pub async fn first(&self) -> RunCost {
        self.run(&format!("/settings/integrations/{}/enable", self.connection), &[]).await
    }

    /// A run of what changed. What changed just now lies in the window that the next run looks back at anyway.
    pub async fn changes(&self) -> RunCost {
        let page = format!("/settings/integrations/{}/sync", self.connection);
        self.run(&page, &[("mode", "changes")]).await
    }

    /// Asks for a run by a post to that page, and waits for its end.
    async fn run(&self, page: &str, form: &[(&str, &str)]) -> RunCost {
        let (before, cpu) = (self.newest().await.map(|run| run.id), self.hub.cpu());
        let (requests, refused) = self.requests().await;
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
        let (requests_now, refused_now) = self.requests().await;
        RunCost {
            seconds: run.ended_at.unwrap().duration_since(asked).as_secs_f64(),
            cpu_seconds: (self.hub.cpu() - cpu).as_secs_f64(),
            requests: requests_now - requests,
            refused: refused_now - refused,
            tally: run.tally,
        }
    }

    async fn newest(&self) -> Option<Run> {
        let workspace = self.stage.administrator.workspace;
        runs::recent(&self.stage.app.db, workspace, self.connection, 1).await.unwrap().into_iter().next()
    }

    /// How many requests came so far, and how many of them were too many.
    async fn requests(&self) -> (u64, u64) {
        let counters = self.stage.counters(self.ats.vendor).await;
        (counters["requests"].as_u64().unwrap(), counters["statuses"]["429"].as_u64().unwrap_or(0))
    }

    /// The addresses of the pages that the hub has read so far.
    pub async fn pages(&self) -> Vec<String> {
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

    /// The most memory that the hub held so far, in MiB.
    pub fn peak_mib(&self) -> f64 {
        memory::peak_mib(&self.hub.pid.to_string())
    }

    /// Ends the hub.
    pub async fn end(&mut self) {
        self.hub.kill().await;
    }
}
