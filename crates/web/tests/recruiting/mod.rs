//! A hub with a connected applicant tracking system that holds nothing: for the pages of the sync, whose runs the
//! tests write themselves.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use connect::{
    Connector, Credentials, Ctx, Key, Manifest, Receipt, VendorError,
    ats::{Ask, Ats, Fields, Incoming, Page, Source},
    hris::Document,
    http::Auth,
};
use engine::hiring::{add_candidate::add_candidate, apply::apply, jobs, workflows};
use model::{
    ApplicationId, CandidateId, ConnectionId, JobId, RunId, StageId,
    access::Role,
    candidate::Profile,
    connection::{CheckReport, ConnectionStatus},
    handoff::{HandoffState, Problem, ProblemKind},
    job::{JobStatus, StageKind},
    remote::{RecordKind, RemoteApplication, RemoteChange},
    sync::{Counts, RunMode, RunState, RunTrigger},
};
use serde_json::json;
use store::{
    integrations::connection::{self, Connection},
    outgoing,
    sync::{
        mirror::{self, Kind, Mirror},
        note::{self, RunNote},
        plan::{self, Plan},
        run::{self as runs, Run},
    },
};
use uuid::Uuid;

use crate::stage::{Stage, stage_with};

/// The connection.
pub const CONNECTION: ConnectionId = ConnectionId(Uuid::from_u128(11));

const MANIFEST: &str = r#"
vendor = "shelf"
name = "Shelf"
kind = "ats"
summary = "Holds nothing."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://shelf.example.com"
hosts = ["shelf.example.com"]
secret_headers = []
log_clear = []
warning = "The key opens every drawer."
credential = []
setup = []
permission = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
referral_source = { name = "Passed on", heading = "People", how = "Open the shelf and write a label.", link = "https://shelf.example.com" }
"#;

/// The system. Its sources are the only thing that differs from test to test.
#[derive(Default)]
pub struct Shelf {
    /// Where applications come from: identifier, name, heading; `None` where the key may not list them.
    pub sources: Mutex<Option<Vec<[&'static str; 3]>>>,
}

#[async_trait::async_trait]
impl Connector for Shelf {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _: &Ctx) -> connect::Result<CheckReport> {
        Ok(CheckReport::default())
    }

    fn ats(&self) -> Option<&dyn Ats> {
        Some(self)
    }
}

#[async_trait::async_trait]
impl Ats for Shelf {
    fn kinds(&self) -> &'static [RecordKind] {
        &RecordKind::ALL
    }

    async fn fields(&self, _: &Ctx) -> connect::Result<Fields> {
        Ok(Fields::default())
    }

    async fn page(&self, _: &Ctx, _: &Ask) -> connect::Result<Page> {
        Ok(Page::default())
    }

    async fn count(&self, _: &Ctx, _: RecordKind) -> connect::Result<Option<u64>> {
        Ok(Some(0))
    }

    async fn fetch(&self, _: &Ctx, kind: RecordKind, id: &str) -> connect::Result<Incoming> {
        Err(VendorError::NotFound(format!("{} {id}", kind.as_str())))
    }

    async fn file(&self, _: &Ctx, _: &str, file: &str) -> connect::Result<Document> {
        Err(VendorError::NotFound(file.into()))
    }

    async fn change(
        &self,
        _: &Ctx,
        _: &Key,
        application: &str,
        _: &RemoteChange,
        _: &[String],
    ) -> connect::Result<Receipt> {
        Err(VendorError::NotFound(application.into()))
    }

    async fn sources(&self, _: &Ctx) -> connect::Result<Vec<Source>> {
        let all = self.sources.lock().unwrap().clone();
        let all = all.ok_or_else(|| VendorError::Forbidden("the key may not list sources".into()))?;
        let source = |[id, name, heading]: [&str; 3]| Source {
            id: id.into(),
            name: name.into(),
            heading: heading.into(),
        };
        Ok(all.into_iter().map(source).collect())
    }

    fn link(&self, _: &Ctx, kind: RecordKind, id: &str) -> String {
        format!("https://shelf.example.com/{}/{id}", kind.as_str())
    }
}

/// A hub whose connection to it has that status.
pub async fn recruiting(status: ConnectionStatus) -> Stage {
    recruiting_with(status, Arc::new(Shelf::default())).await
}

/// The same, with a system that the test goes on holding.
pub async fn recruiting_with(status: ConnectionStatus, shelf: Arc<Shelf>) -> Stage {
    let stage = stage_with(vec![shelf]).await;
    let connection = Connection {
        id: CONNECTION,
        workspace: stage.actor(Role::Administrator).workspace,
        vendor: "shelf".into(),
        name: "Hiring at Shelf".into(),
        kind: stage.actor(Role::Administrator).kind,
        status,
        settings: [].into(),
        secrets: [].into(),
        last_good_at: None,
        last_problem: None,
        report: None,
        checked_at: None,
        paused_until: None,
        required: vec![],
        mapping: [].into(),
        options: Default::default(),
        created_at: stage.app.now(),
    };
    let tx = stage.app.db.begin().await.unwrap();
    connection::insert(&tx, &connection).await.unwrap();
    tx.commit().await.unwrap();
    stage
}

/// The same, enabled, with a plan: what the first enabling leaves.
pub async fn in_step() -> Stage {
    let stage = recruiting(ConnectionStatus::Enabled).await;
    let plan = Plan {
        connection: CONNECTION,
        workspace: stage.actor(Role::Administrator).workspace,
        paused: false,
        every_minutes: 15,
        share_percent: 20,
        full_hour: 3,
        take_files: true,
        reference_field: None,
        first_enabled_at: stage.app.now(),
        last_full_at: None,
        census_at: None,
        cursors: [].into(),
        gaps: [].into(),
    };
    let tx = stage.app.db.begin().await.unwrap();
    plan::insert(&tx, &plan).await.unwrap();
    tx.commit().await.unwrap();
    stage
}

/// A run in that state, which read 1,200 of 2,000 candidates.
pub async fn a_run(stage: &Stage, state: RunState, sentence: Option<&str>) -> RunId {
    let id: RunId = stage.app.id();
    let counts =
        Counts { seen: 1200, made: 1150, changed: 40, skipped: 10, total: Some(2000), ..Counts::default() };
    let run = Run {
        id,
        workspace: stage.actor(Role::Administrator).workspace,
        connection: CONNECTION,
        mode: RunMode::Full,
        trigger: RunTrigger::First,
        state,
        started_at: stage.app.now(),
        ended_at: state.is_over().then(|| stage.app.now()),
        progress: serde_json::json!({}),
        tally: [(RecordKind::Candidate, counts)].into(),
        sentence: sentence.map(Into::into),
        allowed: false,
        requests: 14,
    };
    let tx = stage.app.db.begin().await.unwrap();
    runs::insert(&tx, &run).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// So many notes of a run, a millisecond apart.
pub async fn notes(stage: &Stage, run: RunId, count: usize) {
    let notes = (0..count).map(|nth| RunNote {
        id: stage.app.id(),
        run: Some(run),
        kind: RecordKind::Candidate,
        external_id: nth.to_string(),
        what: "skipped".into(),
        sentence: format!("Candidate number {nth} has no name."),
        at: stage.app.now() + Duration::from_millis(nth as u64),
    });
    let workspace = stage.actor(Role::Administrator).workspace;
    let tx = stage.app.db.begin().await.unwrap();
    note::insert_many(&tx, workspace, CONNECTION, notes.collect()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody whose application, job and record are kept in step, at the first of three stages.
pub struct Synced {
    pub candidate: CandidateId,
    pub application: ApplicationId,
    pub job: JobId,
    pub stages: Vec<StageId>,
}

/// Puts one there.
pub async fn synced(stage: &Stage) -> Synced {
    let (app, boss) = (&stage.app, stage.actor(Role::Administrator));
    let typed = |name: &str, kind| workflows::TypedStage { id: None, name: name.into(), kind };
    let stages = [
        typed("New", StageKind::Applied),
        typed("Talks", StageKind::Interview),
        typed("Joined", StageKind::Hired),
    ];
    let flow = workflows::create(app, boss, "Hiring", &stages).await.unwrap();
    let typed = jobs::TypedJob { title: "Rigger".into(), workflow: Some(flow.id), ..Default::default() };
    let job = jobs::create(app, boss, &typed).await.unwrap().id;
    jobs::set_status(app, boss, job, JobStatus::Open).await.unwrap();
    let profile = Profile { first_name: "Mira".into(), last_name: "Oduya".into(), ..Default::default() };
    let candidate = add_candidate(app, boss, &profile).await.unwrap();
    let application = apply(app, boss, candidate, job).await.unwrap().id;
    let stages: Vec<_> = flow.stages.iter().map(|stage| stage.id).collect();
    let there = RemoteApplication {
        candidate: "c1".into(),
        job: "j1".into(),
        stage: "s0".into(),
        ..Default::default()
    };
    let mut rows = vec![
        mirrored(Kind::Job, "", "j1", job.into(), json!({})),
        mirrored(Kind::Candidate, "", "c1", candidate.into(), json!({})),
        mirrored(Kind::Application, "", "a1", application.into(), serde_json::to_value(&there).unwrap()),
    ];
    let of_stage = |(nth, id): (usize, &StageId)| {
        mirrored(Kind::Stage, "j1", &format!("s{nth}"), (*id).into(), json!({}))
    };
    rows.extend(stages.iter().enumerate().map(of_stage));
    put(stage, rows).await;
    Synced { candidate, application, job, stages }
}

/// A row of the mirror.
pub fn mirrored(
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

/// Keeps rows of the mirror.
pub async fn put(stage: &Stage, rows: Vec<Mirror>) {
    let tx = stage.app.db.begin().await.unwrap();
    mirror::put_many(&tx, stage.actor(Role::Administrator).workspace, rows).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lets the application's move meet a move there to another stage.
pub async fn meet(stage: &Stage, application: ApplicationId, theirs: &str) {
    let workspace = stage.actor(Role::Administrator).workspace;
    let mut ours = outgoing::pending_move(&stage.app.db, workspace, application).await.unwrap().unwrap();
    ours.state = HandoffState::Waiting;
    ours.theirs = Some(theirs.into());
    let sentence = "Moved here and there.".into();
    ours.problem = Some(Problem { kind: ProblemKind::Record, sentence, fields: vec![] });
    let tx = stage.app.db.begin().await.unwrap();
    assert!(outgoing::save(&tx, &mut ours).await.unwrap());
    tx.commit().await.unwrap();
}
