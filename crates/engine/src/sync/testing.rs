//! An applicant tracking system in memory, with faults in hand, and a company that is connected to it.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use connect::{
    Connector, Credentials, Ctx, Http, Key, Manifest, Outcome, Receipt, VendorError,
    ats::{Ask, Ats, Incoming, Page, Unreadable},
    clock::HeldClock,
    error::Result,
    hosts::Sandboxes,
    hris::Document,
    http::Auth,
};
use jiff::{SignedDuration, Timestamp};
use model::{
    ConnectionId, WorkspaceId,
    access::Role,
    candidate::Profile,
    connection::CheckReport,
    job::{JobStatus, StageKind},
    remote::{
        RecordKind, RemoteApplication, RemoteCandidate, RemoteChange, RemoteField, RemoteJob, RemoteRecord,
        RemoteStage,
    },
    sync::{RunMode, RunState},
    workspace::WorkspaceKind,
};
use store::{
    seal::Vault,
    testing::{Fresh, fresh},
    workspace::Workspace,
};

use super::{Run, now::sync_now, overview, run};
use crate::{
    Actor, App,
    app::Parts,
    dice::Dice,
    handoff::tests::memory::MemoryHr,
    integrations::{add::add, check::check, toggle::enable},
    people::password::PasswordCost,
    work::run_due,
};

const MANIFEST: &str = r#"
vendor = "shelf"
name = "Shelf"
kind = "ats"
summary = "Records on a shelf."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://{subdomain}.example.com"
hosts = ["{subdomain}.example.com"]
secret_headers = []
log_clear = []
credential = [
  { key = "subdomain", label = "Company domain", kind = "subdomain", host_suffix = "example.com" },
  { key = "api_key", label = "API key", kind = "secret" },
]
setup = []
permission = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// A record there.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub made: Timestamp,
    pub changed: Timestamp,
    pub record: RemoteRecord,
    pub unreadable: bool,
}

type Between = Box<dyn FnMut(&mut Shelves, RecordKind, usize) + Send>;

/// What is there, and what goes wrong there.
#[derive(Default)]
pub(super) struct Shelves {
    pub rows: BTreeMap<(RecordKind, u64), Row>,
    pub fields: Vec<RemoteField>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// How many records a page has.
    pub page: usize,
    /// Its clock against ours.
    pub offset: SignedDuration,
    /// Happens before each page is given: the kind and the number of the page, from 0, in this walk.
    pub between: Option<Between>,
    /// The page calls of a kind that fail, by the number of the page.
    pub faults: VecDeque<(RecordKind, usize, VendorError)>,
    /// Records that the key may not see, though they count.
    pub hidden: BTreeSet<(RecordKind, u64)>,
    /// From this page on, the kind gives the same page again.
    pub stuck: Option<(RecordKind, usize)>,
    /// It can't take changes just now.
    pub deaf: bool,
    /// Every call that was made.
    pub calls: Vec<String>,
}

impl Shelves {
    pub fn put(&mut self, id: u64, record: RemoteRecord, at: Timestamp) {
        let key = (record.kind(), id);
        let made = self.rows.get(&key).map_or(at, |row| row.made);
        self.rows.insert(key, Row { made, changed: at, record, unreadable: false });
    }

    fn incoming(&self, id: u64, row: &Row) -> Incoming {
        let record = if row.unreadable {
            Err(Unreadable {
                sentence: "attributes.name is not a text.".into(),
                raw: format!("{{\"id\":{id}}}"),
            })
        } else {
            Ok(row.record.clone())
        };
        Incoming {
            external_id: id.to_string(),
            created_at: Some(row.made),
            updated_at: Some(row.changed),
            record,
            notes: vec![],
        }
    }

    fn give(&mut self, ask: &Ask, now: Timestamp) -> Result<Page> {
        let at: usize = ask.cursor.as_deref().unwrap_or("0").parse().unwrap();
        let nth = at / self.page;
        self.calls.push(format!("page {} {nth}", ask.kind.as_str()));
        if let Some(place) = self.faults.iter().position(|(kind, page, _)| (*kind, *page) == (ask.kind, nth))
        {
            return Err(self.faults.remove(place).unwrap().2);
        }
        if let Some(mut between) = self.between.take() {
            between(self, ask.kind, nth);
            self.between = Some(between);
        }
        let seen: Vec<_> = self
            .rows
            .iter()
            .filter(|((kind, id), row)| {
                *kind == ask.kind
                    && ask.changed_after.is_none_or(|after| row.changed > after)
                    && !self.hidden.contains(&(*kind, *id))
            })
            .map(|((_, id), row)| self.incoming(*id, row))
            .collect();
        let stuck = self.stuck.filter(|(kind, page)| *kind == ask.kind && nth >= *page);
        let from = stuck.map_or(at, |(_, page)| page * self.page);
        let records: Vec<_> = seen.iter().skip(from).take(self.page).cloned().collect();
        let more = stuck.is_some() || at + self.page < seen.len();
        Ok(Page {
            records,
            next: more.then(|| (at + self.page).to_string()),
            total: Some(seen.len() as u64),
            answered_at: Some(now + self.offset),
            notes: vec![],
        })
    }
}

/// The system.
#[derive(Default)]
pub(super) struct Shelf(Mutex<Shelves>);

impl Shelf {
    pub fn with<T>(&self, act: impl FnOnce(&mut Shelves) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Connector for Shelf {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _credentials: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> Result<CheckReport> {
        Ok(CheckReport { account: "Shelf".into(), permissions: vec![] })
    }

    fn ats(&self) -> Option<&dyn Ats> {
        Some(self)
    }
}

#[async_trait]
impl Ats for Shelf {
    fn kinds(&self) -> &'static [RecordKind] {
        &RecordKind::ALL
    }

    async fn fields(&self, _ctx: &Ctx) -> Result<Vec<RemoteField>> {
        Ok(self.with(|shelves| shelves.fields.clone()))
    }

    async fn page(&self, ctx: &Ctx, ask: &Ask) -> Result<Page> {
        tokio::task::yield_now().await;
        self.with(|shelves| shelves.give(ask, ctx.clock.now()))
    }

    async fn count(&self, _ctx: &Ctx, kind: RecordKind) -> Result<Option<u64>> {
        Ok(Some(self.with(|shelves| {
            shelves.calls.push(format!("count {}", kind.as_str()));
            let counted =
                |(of, id): &&(RecordKind, u64)| *of == kind && !shelves.hidden.contains(&(*of, *id));
            shelves.rows.keys().filter(counted).count() as u64
        })))
    }

    async fn fetch(&self, _ctx: &Ctx, kind: RecordKind, external_id: &str) -> Result<Incoming> {
        let id: u64 = external_id.parse().unwrap();
        self.with(|shelves| {
            shelves.calls.push(format!("fetch {} {id}", kind.as_str()));
            if shelves.hidden.contains(&(kind, id)) {
                return Err(VendorError::Forbidden("hidden".into()));
            }
            let row =
                shelves.rows.get(&(kind, id)).ok_or_else(|| VendorError::NotFound("a record".into()))?;
            Ok(shelves.incoming(id, row))
        })
    }

    async fn file(&self, _ctx: &Ctx, _application: &str, file: &str) -> Result<Document> {
        let bytes = self.with(|shelves| shelves.files.get(file).cloned());
        let bytes = bytes.ok_or_else(|| VendorError::NotFound("a file".into()))?;
        Ok(Document {
            name: file.into(),
            content_type: "application/octet-stream".into(),
            bytes: Bytes::from(bytes),
        })
    }

    async fn change(
        &self,
        ctx: &Ctx,
        _key: &Key,
        application: &str,
        change: &RemoteChange,
        _earlier: &[String],
    ) -> Result<Receipt> {
        self.with(|shelves| {
            if shelves.deaf {
                return Err(VendorError::Unavailable("nobody answers".into()));
            }
            let key = (RecordKind::Application, application.parse().unwrap());
            let Row { record: RemoteRecord::Application(there), changed, .. } =
                shelves.rows.get_mut(&key).unwrap()
            else {
                panic!("an application is one")
            };
            let RemoteChange::Move { from, to } = change else { panic!("only moves are made here") };
            if there.stage != *from && there.stage != *to {
                return Err(VendorError::Conflict(there.stage.clone()));
            }
            there.stage.clone_from(to);
            *changed = ctx.clock.now();
            Ok(Receipt { external_id: application.into(), outcome: Outcome::Updated, notes: vec![] })
        })
    }

    fn link(&self, _ctx: &Ctx, kind: RecordKind, external_id: &str) -> String {
        format!("https://acme.example.com/{}/{external_id}", kind.as_str())
    }
}

/// The stages of every job there.
pub(super) const STAGES: [(&str, StageKind); 4] = [
    ("new", StageKind::Applied),
    ("talk", StageKind::Interview),
    ("in", StageKind::Hired),
    ("out", StageKind::Rejected),
];

pub(super) fn a_job(title: &str) -> RemoteRecord {
    let stages =
        STAGES.map(|(name, kind)| RemoteStage { external_id: name.into(), name: name.to_uppercase(), kind });
    RemoteRecord::Job(RemoteJob {
        title: title.into(),
        status: Some(JobStatus::Open),
        stages: stages.into(),
        ..Default::default()
    })
}

pub(super) fn a_person(first: &str) -> RemoteRecord {
    let profile = Profile {
        first_name: first.into(),
        last_name: "Example".into(),
        email: format!("{}@example.org", first.to_lowercase()),
        ..Default::default()
    };
    RemoteRecord::Candidate(Box::new(RemoteCandidate { profile, fields: vec![] }))
}

pub(super) fn an_application(candidate: u64, job: u64, stage: &str) -> RemoteApplication {
    RemoteApplication {
        candidate: candidate.to_string(),
        job: job.to_string(),
        stage: stage.into(),
        ..Default::default()
    }
}

pub(super) fn applied(application: RemoteApplication) -> RemoteRecord {
    RemoteRecord::Application(Box::new(application))
}

/// The company.
pub(super) struct House {
    pub app: Arc<App>,
    pub clock: Arc<HeldClock>,
    pub shelf: Arc<Shelf>,
    pub hr: Arc<MemoryHr>,
    pub boss: Actor,
    pub there: ConnectionId,
    fresh: Fresh,
}

/// One company for each kind of database of this run, its connection tested and not yet enabled.
pub(super) async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for fresh in fresh().await {
        houses.push(House::on(fresh).await);
    }
    houses
}

pub(super) fn typed() -> Credentials {
    Credentials::new([("subdomain".to_owned(), "acme".into()), ("api_key".to_owned(), "k-123".into())])
}

impl House {
    async fn on(fresh: Fresh) -> Self {
        let clock = Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let shelf = Arc::new(Shelf(Mutex::new(Shelves { page: 3, ..Default::default() })));
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
