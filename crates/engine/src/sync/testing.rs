//! A company that is connected to an applicant tracking system in memory.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use connect::{Connector, Credentials, Http, clock::HeldClock, hosts::Sandboxes};
use jiff::Timestamp;
use model::{
    ConnectionId, WorkspaceId,
    access::Role,
    candidate::Profile,
    job::{JobStatus, StageKind},
    remote::{RecordKind, RemoteApplication, RemoteCandidate, RemoteJob, RemoteRecord, RemoteStage},
    sync::{RunMode, RunState},
    workspace::WorkspaceKind,
};
use store::{
    seal::Vault,
    testing::{Fresh, fresh},
    workspace::Workspace,
};

pub(crate) use super::shelf::{Shelf, Shelves};
use super::{Run, now::sync_now, overview, run};
use crate::{
    Actor, App,
    app::Parts,
    dice::Dice,
    handoff::tests::memory::MemoryHr,
    integrations::{add::add, check::check, toggle::enable},
    people::password::PasswordCost,
    screening::reading::InProcess,
    work::run_due,
};

/// The stages of every job there.
pub(crate) const STAGES: [(&str, StageKind); 4] = [
    ("new", StageKind::Applied),
    ("talk", StageKind::Interview),
    ("in", StageKind::Hired),
    ("out", StageKind::Rejected),
];

pub(crate) fn a_job(title: &str) -> RemoteRecord {
    let stages =
        STAGES.map(|(name, kind)| RemoteStage { external_id: name.into(), name: name.to_uppercase(), kind });
    RemoteRecord::Job(RemoteJob {
        title: title.into(),
        status: Some(JobStatus::Open),
        stages: stages.into(),
        ..Default::default()
    })
}

pub(crate) fn a_person(first: &str) -> RemoteRecord {
    let profile = Profile {
        first_name: first.into(),
        last_name: "Example".into(),
        email: format!("{}@example.org", first.to_lowercase()),
        ..Default::default()
    };
    RemoteRecord::Candidate(Box::new(RemoteCandidate { profile, ..Default::default() }))
}

pub(crate) fn an_application(candidate: u64, job: u64, stage: &str) -> RemoteApplication {
    RemoteApplication {
        candidate: candidate.to_string(),
        job: job.to_string(),
        stage: stage.into(),
        ..Default::default()
    }
}

pub(crate) fn applied(application: RemoteApplication) -> RemoteRecord {
    RemoteRecord::Application(Box::new(application))
}

/// The company.
pub(crate) struct House {
    pub app: Arc<App>,
    pub clock: Arc<HeldClock>,
    pub shelf: Arc<Shelf>,
    pub hr: Arc<MemoryHr>,
    pub boss: Actor,
    pub there: ConnectionId,
    fresh: Fresh,
}

/// One company for each kind of database of this run, its connection tested and not yet enabled.
pub(crate) async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for fresh in fresh().await {
        houses.push(House::on(fresh).await);
    }
    houses
}

pub(crate) fn typed() -> Credentials {
    Credentials::new([("subdomain".to_owned(), "acme".into()), ("api_key".to_owned(), "k-123".into())])
}

impl House {
    async fn on(fresh: Fresh) -> Self {
        let clock = Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let shelf = Arc::new(Shelf::empty());
        let hr = Arc::new(MemoryHr::default());
        let base: url::Url = "http://127.0.0.1:9".parse().unwrap();
        let app = Arc::new(App::new(Parts {
            db: fresh.db.clone(),
            clock: clock.clone(),
            dice: Dice::from_seed([7; 32]),
            http: Http::new(None).unwrap(),
            connectors: vec![Arc::clone(&shelf) as Arc<dyn Connector>, Arc::clone(&hr) as Arc<dyn Connector>],
            sandboxes: Sandboxes(BTreeMap::from([
                ("shelf".to_owned(), base.clone()),
                ("memory".to_owned(), base),
            ])),
            vault: Vault::new(["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]).unwrap(),
            password_cost: PasswordCost::QUICK,
            resumes: Arc::new(InProcess),
        }));
        let (id, name): (WorkspaceId, _) = (app.id(), "Fjordlys".to_owned());
        let space = Workspace { id, name, kind: WorkspaceKind::Sandbox, created_at: app.now() };
        let tx = app.db.begin().await.unwrap();
        store::workspace::insert(&tx, &space).await.unwrap();
        tx.commit().await.unwrap();
        let boss = Actor {
            workspace: space.id,
            kind: WorkspaceKind::Sandbox,
            user: None,
            name: "Ingrid Solbakken".into(),
            role: Role::Administrator,
            origin: "192.0.2.1".into(),
        };
        let there = add(&app, &boss, "shelf", "Shelf", &typed()).await.unwrap();
        check(&app, &boss, there).await.unwrap();
        Self { app, clock, shelf, hr, boss, there, fresh }
    }

    /// Which database this is, for a failure's message.
    pub fn kind(&self) -> &str {
        self.fresh.address.split(':').next().unwrap_or_default()
    }

    /// The time there, on our clock.
    pub fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// Two jobs, and as many people as are asked for, each applying for the first.
    pub fn stock(&self, people: u64) {
        let at = self.now() - Duration::from_secs(86_400);
        self.shelf.with(|shelves| {
            shelves.put(1, a_job("Nurse"), at);
            shelves.put(2, a_job("Cook"), at);
            for n in 1..=people {
                shelves.put(n, a_person(&format!("P{n}")), at);
                shelves.put(n, applied(an_application(n, 1, "new")), at);
            }
        });
    }

    /// Puts a record there, changed just now.
    pub fn put(&self, id: u64, record: RemoteRecord) {
        let at = self.now();
        self.shelf.with(|shelves| shelves.put(id, record, at));
    }

    pub async fn enable(&self) {
        enable(&self.app, &self.boss, self.there).await.unwrap();
    }

    /// Enables the connection and reads everything.
    pub async fn first(&self) -> Run {
        self.enable().await;
        self.work().await;
        self.last().await
    }

    /// Works off what is due until nothing is.
    pub async fn work(&self) {
        while run_due(&self.app, "worker").await.unwrap() > 0 {}
    }

    /// Lets time pass.
    pub fn later(&self, minutes: u64) {
        self.clock.advance(Duration::from_secs(60 * minutes));
    }

    /// Asks for a run and does it.
    pub async fn run(&self, mode: RunMode) -> Run {
        // So that no two runs begin at the same moment, and the newest is known.
        self.clock.advance(Duration::from_secs(1));
        let id = sync_now(&self.app, &self.boss, self.there, mode).await.unwrap();
        self.work().await;
        run::run(&self.app, &self.boss, id, 0).await.unwrap().run
    }

    /// The newest run.
    pub async fn last(&self) -> Run {
        let runs = store::sync::run::recent(&self.app.db, self.boss.workspace, self.there, 1).await.unwrap();
        runs.into_iter().next().unwrap()
    }

    /// What the newest run has to say, as `what: sentence`.
    pub async fn notes(&self) -> Vec<String> {
        let id = self.last().await.id;
        let account = run::run(&self.app, &self.boss, id, 0).await.unwrap();
        account.notes.into_iter().map(|note| format!("{}: {}", note.what, note.sentence)).collect()
    }

    /// How many records of a kind are known.
    pub async fn known(&self, kind: RecordKind) -> u64 {
        let overview = overview::overview(&self.app, &self.boss, self.there).await.unwrap().unwrap();
        overview.known.get(&kind).copied().unwrap_or(0)
    }

    /// Whether a run saw everything.
    pub fn is_done(&self, run: &Run) {
        assert_eq!(run.state, RunState::Done, "{}: {run:?}", self.kind());
    }

    /// The record here that a record there is.
    pub async fn local(&self, kind: RecordKind, id: u64) -> store::sync::mirror::Mirror {
        let id = id.to_string();
        let rows = store::sync::mirror::of_external(&self.app.db, self.there, kind.into(), [id.as_str()]);
        rows.await.unwrap().remove(&id).unwrap()
    }

    /// The application here that one there is.
    pub async fn application(&self, id: u64) -> model::application::Application {
        let local = self.local(RecordKind::Application, id).await.local.unwrap();
        store::hiring::application::get(&self.app.db, self.boss.workspace, local.into())
            .await
            .unwrap()
            .unwrap()
    }

    /// The name of the stage where an application stands here.
    pub async fn stage(&self, id: u64) -> String {
        let stage = self.application(id).await.stage;
        store::hiring::workflow::stage(&self.app.db, self.boss.workspace, stage).await.unwrap().unwrap().name
    }
}
