//! An applicant tracking system in memory, with faults in hand, and a job of it that is kept in step here.

use std::{
    collections::{BTreeMap, VecDeque},
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use connect::{
    Ats, Connector, Credentials, Ctx, Key, Manifest, Outcome, Receipt, VendorError,
    ats::{Ask, Fields, Incoming, Page},
    error::Result,
    hris::Document,
    http::Auth,
};
use model::{
    ApplicationId, ConnectionId,
    application::Application,
    connection::{CheckReport, ConnectionStatus},
    handoff::HandoffState,
    remote::{RecordKind, RemoteApplication, RemoteChange, RemoteRecord, RemoteTag, RemoteValue, TagStep},
    workspace::WorkspaceKind,
};
use store::{
    integrations::connection::{self, Connection},
    outgoing::{self, Outgoing},
    sync::mirror::{self, Kind, Mirror},
    task,
};
use uuid::Uuid;

use super::{TASK, deliver::deliver};
use crate::{
    Actor, App,
    hiring::testing::{House, house},
    people::testing::{Bench, benches},
    work::LEASE,
};

/// The connection that the job is kept in step through.
pub(crate) const CONNECTION: ConnectionId = ConnectionId(Uuid::from_u128(21));

const MANIFEST: &str = r#"
vendor = "tracker"
name = "Tracker"
kind = "ats"
summary = "Applications in memory."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://tracker.example.com"
hosts = ["tracker.example.com"]
secret_headers = []
log_clear = []
credential = []
setup = []
permission = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// What happens at a change instead of its answer.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// Before anything is written.
    Before(VendorError),
    /// After it was written.
    After(VendorError),
    /// It is written, and the worker dies before it hears of it.
    Death,
}

/// The system.
#[derive(Default)]
pub(super) struct Tracker(Mutex<State>);

#[derive(Default)]
struct State {
    applications: BTreeMap<String, RemoteApplication>,
    comments: Vec<(String, String)>,
    writes: Vec<RemoteChange>,
    calls: usize,
    faults: VecDeque<Fault>,
}

impl Tracker {
    fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The next change fails so.
    pub fn fault(&self, fault: Fault) {
        self.state(|state| state.faults.push_back(fault));
    }

    /// An application as it stands there.
    pub fn application(&self, id: &str) -> RemoteApplication {
        self.state(|state| state.applications[id].clone())
    }

    /// Somebody changes an application there.
    pub fn edit(&self, id: &str, edit: impl FnOnce(&mut RemoteApplication)) {
        self.state(|state| edit(state.applications.entry(id.into()).or_default()));
    }

    /// An application is taken away there.
    pub fn forget(&self, id: &str) {
        self.state(|state| state.applications.remove(id));
    }

    /// What was written there, in order.
    pub fn writes(&self) -> Vec<RemoteChange> {
        self.state(|state| state.writes.clone())
    }

    /// How often it was asked for a change.
    pub fn calls(&self) -> usize {
        self.state(|state| state.calls)
    }

    /// The comments there, in order.
    pub fn comments(&self) -> Vec<String> {
        self.state(|state| state.comments.iter().map(|(_, text)| text.clone()).collect())
    }
}

impl State {
    /// Looks at what is there, and writes what is missing.
    fn change(&mut self, id: &str, change: &RemoteChange, earlier: &[String]) -> Result<Receipt> {
        let Some(there) = self.applications.get_mut(id) else {
            return Err(VendorError::NotFound("Record not found".into()));
        };
        let (mut made, mut left) = (id.to_owned(), vec![]);
        let written = match change {
            RemoteChange::Move { to, .. } if there.stage == *to => false,
            RemoteChange::Move { from, to } if there.stage == *from => {
                there.stage.clone_from(to);
                true
            }
            RemoteChange::Move { .. } => return Err(VendorError::Conflict("it stands elsewhere".into())),
            RemoteChange::Comment { text } => {
                let known = self.comments.iter().find(|(id, said)| said == text && !earlier.contains(id));
                made = known.map_or_else(|| format!("c{}", self.comments.len()), |(id, _)| id.clone());
                let missing = known.is_none();
                if missing {
                    self.comments.push((made.clone(), text.clone()));
                }
                missing
            }
            RemoteChange::AddTag(tag) if there.tags.contains(tag) => false,
            RemoteChange::AddTag(tag) => {
                there.tags.push(tag.clone());
                true
            }
            RemoteChange::RemoveTag(tag) => {
                let before = there.tags.len();
                there.tags.retain(|kept| kept != tag);
                there.tags.len() != before
            }
            RemoteChange::SetField(value) => {
                let known = there.fields.contains(value);
                there.fields.retain(|kept| kept.field != value.field);
                there.fields.push(value.clone());
                !known
            }
            RemoteChange::FillFields(values) => {
                let mut written = false;
                for own in values {
                    let now = there.fields.iter().find(|kept| kept.field == own.field);
                    let now = now.map_or("", |kept| kept.value.as_str());
                    if now == own.value {
                        continue;
                    }
                    if !own.is_ours(now, |one, other| one == other) {
                        left.push(own.field.clone());
                        continue;
                    }
                    written = true;
                    there.fields.retain(|kept| kept.field != own.field);
                    if !own.value.is_empty() {
                        let (field, value) = (own.field.clone(), own.value.clone());
                        there.fields.push(RemoteValue { field, value });
                    }
                }
                written
            }
            RemoteChange::OneTag(own) => match own.step(|tag| there.tags.contains(tag)) {
                TagStep::Nothing => false,
                TagStep::Leave(theirs) => {
                    left = theirs;
                    false
                }
                TagStep::Change { .. } => {
                    there.tags.retain(|kept| !own.of.contains(kept));
                    there.tags.extend(own.tag.clone());
                    true
                }
            },
        };
        if written {
            self.writes.push(change.clone());
        }
        let outcome = if written { Outcome::Updated } else { Outcome::AlreadyThere };
        Ok(Receipt { external_id: made, outcome, notes: vec![], left })
    }
}

#[async_trait]
impl Connector for Tracker {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _credentials: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> Result<CheckReport> {
        Ok(CheckReport::default())
    }

    fn ats(&self) -> Option<&dyn Ats> {
        Some(self)
    }
}

#[async_trait]
impl Ats for Tracker {
    fn kinds(&self) -> &'static [RecordKind] {
        &RecordKind::ALL
    }

    async fn fields(&self, _ctx: &Ctx) -> Result<Fields> {
        Ok(Fields::default())
    }

    async fn page(&self, _ctx: &Ctx, _ask: &Ask) -> Result<Page> {
        Ok(Page::default())
    }

    async fn count(&self, _ctx: &Ctx, _kind: RecordKind) -> Result<Option<u64>> {
        Ok(None)
    }

    async fn fetch(&self, _ctx: &Ctx, _kind: RecordKind, external_id: &str) -> Result<Incoming> {
        let found = self.state(|state| state.applications.get(external_id).cloned());
        let record = found.ok_or_else(|| VendorError::NotFound("Record not found".into()))?;
        Ok(Incoming {
            external_id: external_id.into(),
            created_at: None,
            updated_at: None,
            record: Ok(RemoteRecord::Application(Box::new(record))),
            withheld: [].into(),
            notes: vec![],
        })
    }

    async fn file(&self, _ctx: &Ctx, _application: &str, _file: &str) -> Result<Document> {
        Err(VendorError::NotFound("file".into()))
    }

    async fn change(
        &self,
        _ctx: &Ctx,
        _key: &Key,
        application: &str,
        change: &RemoteChange,
        earlier: &[String],
    ) -> Result<Receipt> {
        let fault = self.state(|state| {
            state.calls += 1;
            state.faults.pop_front()
        });
        match fault {
            Some(Fault::Before(error)) => Err(error),
            Some(Fault::After(error)) => {
                self.state(|state| state.change(application, change, earlier)).and(Err(error))
            }
            Some(Fault::Death) => {
                self.state(|state| state.change(application, change, earlier))?;
                std::future::pending().await
            }
            None => self.state(|state| state.change(application, change, earlier)),
        }
    }

    fn link(&self, _ctx: &Ctx, _kind: RecordKind, external_id: &str) -> String {
        format!("https://tracker.example.com/{external_id}")
    }
}

/// A company whose job is kept in step with the system.
pub(super) struct Synced {
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
pub(super) async fn synced() -> Vec<Synced> {
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
pub(super) fn row(
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
            let ours: Vec<_> = due.into_iter().filter(|task| task.kind == TASK).collect();
            if ours.is_empty() {
                return;
            }
            for task in ours {
                deliver(&self.app, "worker", &task).await.unwrap();
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
pub(super) fn label(category: &str, name: &str) -> RemoteTag {
    RemoteTag { category: category.into(), name: name.into() }
}
