//! An applicant tracking system in memory, with faults in hand.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use bytes::Bytes;
use connect::{
    Connector, Credentials, Ctx, Key, Manifest, Outcome, Receipt, VendorError,
    ats::{Ask, Ats, Fields, Incoming, Page, Source, Unreadable},
    error::Result,
    hris::Document,
    http::Auth,
};
use jiff::{SignedDuration, Timestamp};
use model::{
    connection::CheckReport,
    note::Note,
    remote::{Part, RecordKind, RemoteChange, RemoteField, RemoteFile, RemoteRecord},
};
use tokio::sync::Notify;

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
referral_source = { name = "Passed on", heading = "People", how = "Make it there.", link = "https://example.com" }
"#;

/// A record there.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub made: Timestamp,
    pub changed: Timestamp,
    pub record: RemoteRecord,
    pub unreadable: bool,
}

type Between = Box<dyn FnMut(&mut Shelves, RecordKind, usize) + Send>;

/// What is there, and what goes wrong there.
#[derive(Default)]
pub(crate) struct Shelves {
    pub rows: BTreeMap<(RecordKind, u64), Row>,
    pub fields: Vec<RemoteField>,
    /// What there is to say of fields that were left out.
    pub field_notes: Vec<Note>,
    /// Why the key may not list the fields.
    pub fields_refused: Option<String>,
    /// The parts that the key may not see, of every record.
    pub withheld: BTreeSet<Part>,
    /// Records that come without an identifier.
    pub nameless: BTreeSet<(RecordKind, u64)>,
    /// Where applications can come from.
    pub sources: Vec<Source>,
    /// Why the key may not list them.
    pub sources_refused: Option<String>,
    /// Holds the next page back, after it was read there.
    pub held: Option<Arc<Notify>>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that can't be had just now.
    pub stuck_files: BTreeSet<String>,
    /// Files that come with the last page of applications, in a list of their own.
    pub apart: Vec<(String, RemoteFile)>,
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
    /// Records that no list has and no count counts, and that are given when asked for alone.
    pub unlisted: BTreeSet<(RecordKind, u64)>,
    /// From this page on, the kind gives the same page again.
    pub stuck: Option<(RecordKind, usize)>,
    /// It can't take changes just now.
    pub deaf: bool,
    /// Every call that was made.
    pub calls: Vec<String>,
    /// How often a connection to it was opened.
    pub opened: usize,
}

impl Shelves {
    pub fn put(&mut self, id: u64, record: RemoteRecord, at: Timestamp) {
        let key = (record.kind(), id);
        let made = self.rows.get(&key).map_or(at, |row| row.made);
        self.rows.insert(key, Row { made, changed: at, record, unreadable: false });
    }

    fn lists(&self, kind: RecordKind, id: u64) -> bool {
        !self.hidden.contains(&(kind, id)) && !self.unlisted.contains(&(kind, id))
    }

    fn incoming(&self, id: u64, row: &Row) -> Incoming {
        let nameless = self.nameless.contains(&(row.record.kind(), id));
        let record = if row.unreadable {
            Err(Unreadable {
                sentence: "attributes.name is not a text.".into(),
                raw: format!("{{\"id\":{id}}}"),
            })
        } else {
            Ok(row.record.clone())
        };
        Incoming {
            external_id: if nameless { String::new() } else { id.to_string() },
            created_at: Some(row.made),
            updated_at: Some(row.changed),
            record,
            withheld: self.withheld.clone(),
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
                    && self.lists(*kind, *id)
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
            files: match ask.kind {
                RecordKind::Application if !more => self.apart.clone(),
                _ => vec![],
            },
        })
    }
}

/// The system.
pub(crate) struct Shelf(Mutex<Shelves>);

impl Shelf {
    /// With nothing on it yet; three records make a page.
    pub fn empty() -> Self {
        Self(Mutex::new(Shelves { page: 3, ..Default::default() }))
    }

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
        self.with(|shelves| shelves.opened += 1);
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> Result<CheckReport> {
        Ok(CheckReport { account: "Shelf".into(), permissions: vec![], ..CheckReport::default() })
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

    async fn fields(&self, _ctx: &Ctx) -> Result<Fields> {
        self.with(|shelves| match &shelves.fields_refused {
            Some(why) => Err(VendorError::Forbidden(why.clone())),
            None => Ok(Fields { fields: shelves.fields.clone(), notes: shelves.field_notes.clone() }),
        })
    }

    async fn page(&self, ctx: &Ctx, ask: &Ask) -> Result<Page> {
        tokio::task::yield_now().await;
        let (page, held) = self.with(|shelves| (shelves.give(ask, ctx.clock.now()), shelves.held.take()));
        if let Some(held) = held {
            held.notified().await;
        }
        page
    }

    async fn count(&self, _ctx: &Ctx, kind: RecordKind) -> Result<Option<u64>> {
        Ok(Some(self.with(|shelves| {
            shelves.calls.push(format!("count {}", kind.as_str()));
            let counted = |(of, id): &&(RecordKind, u64)| *of == kind && shelves.lists(*of, *id);
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
        if self.with(|shelves| shelves.stuck_files.contains(file)) {
            return Err(VendorError::Unavailable("the file's disk is away".into()));
        }
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
            Ok(Receipt {
                external_id: application.into(),
                outcome: Outcome::Updated,
                notes: vec![],
                left: vec![],
            })
        })
    }

    async fn sources(&self, _ctx: &Ctx) -> Result<Vec<Source>> {
        self.with(|shelves| match &shelves.sources_refused {
            Some(why) => Err(VendorError::Forbidden(why.clone())),
            None => Ok(shelves.sources.clone()),
        })
    }

    fn link(&self, _ctx: &Ctx, kind: RecordKind, external_id: &str) -> String {
        format!("https://acme.example.com/{}/{external_id}", kind.as_str())
    }
}
