//! An applicant tracking system in memory, with faults in hand, and a job of it that is kept in step here.

mod made;
mod synced;

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use connect::{
    Ats, Connector, Credentials, Ctx, Key, Manifest, Outcome, Receipt, VendorError,
    ats::{Ask, Fields, Incoming, Makes, Page},
    error::Result,
    hris::Document,
    http::Auth,
};
use model::{
    ConnectionId,
    connection::CheckReport,
    remote::{NewField, RecordKind, RemoteApplication, RemoteChange, RemoteField, RemoteRecord, RemoteTag},
};
use uuid::Uuid;

pub(crate) use self::{
    made::Company,
    synced::{Synced, label, row, synced},
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
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }

[[permission]]
key = "write"
label = "Write"
purpose = "Writes."
without = "Nothing is written."

[[permission]]
key = "other"
label = "Other"
purpose = "Does something else."
without = "Something else is not done."

[write_back]
permissions = ["write"]
field = ["Make {name} for {kind}."]
options = "Add {options}."
kinds = { single_select = "Choice" }
tag = ["Make {name} in {group}."]
tag_group = { label = "Colour", help = "", word = "group_{answer}" }
"#;

/// What happens at a change instead of its answer.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Before anything is written.
    Before(VendorError),
    /// After it was written.
    After(VendorError),
    /// It is written, and the worker dies before it hears of it.
    Death,
}

/// The system.
#[derive(Default)]
pub(crate) struct Tracker(Mutex<State>);

#[derive(Default)]
struct State {
    applications: BTreeMap<String, RemoteApplication>,
    comments: Vec<(String, String)>,
    writes: Vec<RemoteChange>,
    calls: usize,
    faults: VecDeque<Fault>,
    company: Company,
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

    /// What the company has there, to look at or to change.
    pub fn company<T>(&self, change: impl FnOnce(&mut Company) -> T) -> T {
        self.state(|state| change(&mut state.company))
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
                let (written, theirs) = made::fill(there, values);
                left = theirs;
                written
            }
            RemoteChange::OneTag(own) => {
                let (written, theirs) = made::label(there, own);
                left = theirs;
                written
            }
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
        let fields = self.company(|company| company.fields.clone());
        Ok(Fields { fields, notes: vec![] })
    }

    fn makes(&self) -> Makes {
        Makes { fields: true, tags: true }
    }

    async fn make_field(&self, _ctx: &Ctx, new: &NewField) -> Result<RemoteField> {
        self.company(|company| company.make_field(new))
    }

    async fn tags(&self, _ctx: &Ctx) -> Result<Option<Vec<RemoteTag>>> {
        Ok(Some(self.company(|company| company.tags.clone())))
    }

    async fn make_tag(&self, _ctx: &Ctx, tag: &RemoteTag) -> Result<()> {
        self.company(|company| company.make_tag(tag));
        Ok(())
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
