//! A company whose job is kept in step with the system in memory.

use std::{ops::Deref, sync::Arc};

use connect::Connector;
use model::{
    ApplicationId,
    application::Application,
    connection::{CheckReport, ConnectionStatus},
    handoff::HandoffState,
    remote::{RemoteApplication, RemoteTag},
    workspace::WorkspaceKind,
};
use store::{
    integrations::connection::{self, Connection},
    outgoing::{self, Outgoing},
    sync::mirror::{self, Kind, Mirror},
    task,
};
use uuid::Uuid;

use super::{CONNECTION, Tracker};
use crate::{
    Actor, App,
    hiring::testing::{House, house},
    outgoing::{TASK, deliver::deliver},
    people::testing::{Bench, benches},
    screening::{disconnect, write_back},
    work::LEASE,
};

/// A company whose job is kept in step with the system.
pub(crate) struct Synced {
    bench: Bench,
    pub tracker: Arc<Tracker>,
    pub boss: Actor,
    pub house: House,
}

impl Deref for Synced {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

/// One for each kind of database that this run has.
pub(crate) async fn synced() -> Vec<Synced> {
    let mut all = Vec::new();
    for mut bench in benches().await {
        let tracker = Arc::new(Tracker::default());
        bench.app.connectors.push(Arc::clone(&tracker) as Arc<dyn Connector>);
        bench.app.sandboxes.0.insert("tracker".into(), "http://127.0.0.1:9".parse().unwrap());
        let boss = bench.administrator().await.actor;
        let house = house(&bench.app, &boss).await;
        let synced = Synced { bench, tracker, boss, house };
        synced.connect().await;
        all.push(synced);
    }
    all
}

fn connected(app: &App, boss: &Actor) -> Connection {
    Connection {
        id: CONNECTION,
        workspace: boss.workspace,
        vendor: "tracker".into(),
        name: "Tracker".into(),
        kind: WorkspaceKind::Sandbox,
        status: ConnectionStatus::Enabled,
        settings: [].into(),
        secrets: [].into(),
        last_good_at: None,
        last_problem: None,
        report: Some(CheckReport::default()),
        checked_at: None,
        paused_until: None,
        required: vec![],
        mapping: [].into(),
        options: Default::default(),
        created_at: app.now(),
    }
}

/// A row of the mirror.
pub(crate) fn row(
    kind: Kind,
    parent: &str,
    external_id: &str,
    local: Uuid,
    state: serde_json::Value,
) -> Mirror {
    Mirror {
        connection: CONNECTION,
        kind,
        parent: parent.into(),
        external_id: external_id.into(),
        local: Some(local),
        hash: "x".into(),
        state,
        updated_at: None,
        seen_in: None,
        gone_at: None,
        problem: None,
        raw: None,
    }
}

impl Synced {
    /// Keeps the connection and its job, whose stages there are called s0, s1, …
    async fn connect(&self) {
        let stages = self.house.flow.stages.iter().enumerate().map(|(number, stage)| {
            row(Kind::Stage, "j", &format!("s{number}"), stage.id.into(), serde_json::json!({}))
        });
        let mut rows: Vec<_> = stages.collect();
        rows.push(row(Kind::Job, "", "j", self.house.job.id.into(), serde_json::json!({})));
        let tx = self.app.db.begin().await.unwrap();
        connection::insert(&tx, &connected(&self.app, &self.boss)).await.unwrap();
        mirror::put_many(&tx, self.boss.workspace, rows).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Keeps rows of the mirror.
    pub async fn mirror(&self, rows: Vec<Mirror>) {
        let tx = self.app.db.begin().await.unwrap();
        mirror::put_many(&tx, self.boss.workspace, rows).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody who applied there, and is known here.
    pub async fn apply(&self, first: &str, external_id: &str) -> Application {
        let made = self.house.placed(&self.app, &self.boss, first, "Lopez").await;
        let there = RemoteApplication { job: "j".into(), stage: "s0".into(), ..Default::default() };
        let state = serde_json::to_value(&there).unwrap();
        self.tracker.edit(external_id, |application| *application = there);
        self.mirror(vec![row(Kind::Application, "", external_id, made.id.into(), state)]).await;
        made
    }

    /// What is known here of an application there.
    pub async fn known(&self, application: ApplicationId) -> RemoteApplication {
        let ids = [application.into()];
        let rows = mirror::of_local(&self.app.db, self.boss.workspace, Kind::Application, ids).await.unwrap();
        serde_json::from_value(rows[0].state.clone()).unwrap()
    }

    /// The changes of an application, in order.
    pub async fn changes(&self, application: ApplicationId) -> Vec<Outgoing> {
        outgoing::of_application(&self.app.db, self.boss.workspace, application).await.unwrap()
    }

    /// Where the changes of an application stand, in order.
    pub async fn states(&self, application: ApplicationId) -> Vec<HandoffState> {
        self.changes(application).await.into_iter().map(|one| one.state).collect()
    }

    /// Delivers what is due until nothing is.
    pub async fn work(&self) {
        loop {
            let due = task::claim(&self.app.db, "worker", self.app.now(), LEASE, 16).await.unwrap();
            let kinds = [TASK, write_back::TASK, disconnect::TASK];
            let ours: Vec<_> = due.into_iter().filter(|task| kinds.contains(&&*task.kind)).collect();
            if ours.is_empty() {
                return;
            }
            for task in ours {
                let (app, worker) = (&self.app, "worker");
                match task.kind.as_str() {
                    write_back::TASK => write_back::work(app, worker, &task).await.unwrap(),
                    disconnect::TASK => disconnect::work(app, worker, &task).await.unwrap(),
                    _ => deliver(app, worker, &task).await.unwrap(),
                }
            }
        }
    }

    /// Lets a worker begin that dies in the middle of a call, and its claim run out.
    pub async fn die_at_work(&self) {
        let due = task::claim(&self.app.db, "mortal", self.app.now(), LEASE, 1).await.unwrap();
        tokio::select! {
            outcome = deliver(&self.app, "mortal", &due[0]) => panic!("it lived: {outcome:?}"),
            () = tokio::time::sleep(std::time::Duration::from_millis(400)) => {}
        }
        self.later(LEASE.as_secs() + 1);
    }

    /// Sets whether the connection is used.
    pub async fn set_status(&self, status: ConnectionStatus) {
        let tx = self.app.db.begin().await.unwrap();
        connection::set_status(&tx, &connected(&self.app, &self.boss), status).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// A label.
pub(crate) fn label(category: &str, name: &str) -> RemoteTag {
    RemoteTag { category: category.into(), name: name.into() }
}
