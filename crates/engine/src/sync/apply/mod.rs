//! Taking records over: what is new is made, what changed is changed, in few statements a batch.

mod application;
mod around;
mod candidate;
mod files;
pub(super) mod gone;
mod job;
mod person;
mod stage;
mod tags;

use std::collections::BTreeSet;

use connect::ats::Incoming;
use jiff::Timestamp;
use model::{
    remote::{Part, RecordKind, RemoteFile},
    sync::Counts,
};
use store::{
    Tx,
    audit::AuditLine,
    sync::{
        mirror::{self, Kind, Mirror},
        note::RunNote,
    },
};
use uuid::Uuid;

use super::{
    scope::Scope,
    sort::{Item, Sorted, Unread, sort},
};
use crate::{App, Result};

/// What is taken over together.
pub(super) struct Batch<'a> {
    /// Of which kind.
    pub kind: RecordKind,
    /// The records.
    pub records: &'a [Incoming],
    /// The fingerprint of each.
    pub fingerprints: &'a [String],
    /// Files of applications that came along in a list of their own.
    pub files: &'a [(String, RemoteFile)],
    /// When they were asked for, by our clock.
    pub asked_at: Timestamp,
    /// When the other system gave them, by its own.
    pub answered_at: Option<Timestamp>,
    /// How many known records may change.
    pub limit: u64,
    /// Whether records that others refer to were looked for; what refers to one that is not there is then left out.
    pub looked: bool,
}

/// What came of it.
pub(super) enum Attempt {
    /// Taken over.
    Done(Applied),
    /// Nothing was done: these are referred to and not known.
    Missing(Wanted),
    /// Nothing was done: so many known records would change.
    TooMuch(u64),
}

/// Records that are referred to and not known.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub jobs: BTreeSet<String>,
    pub candidates: BTreeSet<String>,
}

/// Records that others refer to, fetched one by one.
pub(super) type Parents = Vec<(RecordKind, Vec<Incoming>)>;

/// What was done.
#[derive(Default)]
pub(super) struct Applied {
    pub counts: Counts,
    pub notes: Vec<RunNote>,
    /// How many records the mirror held with another content, whether or not that changed anything here.
    pub differed: u64,
    /// The parts that were held back of some of the records.
    pub withheld: BTreeSet<Part>,
    /// The records that this walk had not seen before, with when each was made and changed there.
    pub first_seen: Vec<(Option<Timestamp>, Option<Timestamp>)>,
}

/// What the parts of a batch hand in, to be written in few statements.
#[derive(Default)]
struct Writes {
    mirror: Vec<Mirror>,
    audit: Vec<AuditLine>,
    notes: Vec<RunNote>,
    made: u64,
    changed: u64,
    skipped: u64,
}

/// Takes records over, all or none.
pub(super) async fn attempt(app: &App, tx: &Tx, scope: &Scope, batch: &Batch<'_>) -> Result<Attempt> {
    let kind = batch.kind;
    let sorted = sort(tx, scope, kind, batch.records, batch.fingerprints, batch.answered_at).await?;
    let differed = sorted.changed.iter().filter(|item| item.contradicts()).count() as u64;
    if differed > batch.limit {
        return Ok(Attempt::TooMuch(differed));
    }
    let Sorted { fresh, changed, same, unreadable, first_seen } = sorted;
    let mut writes = Writes::default();
    let items: Vec<Item<'_>> = fresh.into_iter().chain(changed).collect();
    match kind {
        RecordKind::Job => job::apply(app, tx, scope, items, &mut writes).await?,
        RecordKind::Candidate => candidate::apply(app, tx, scope, items, &mut writes).await?,
        RecordKind::Application => {
            let wanted = application::apply(app, tx, scope, items, batch, &mut writes).await?;
            if let Some(wanted) = wanted {
                return Ok(Attempt::Missing(wanted));
            }
        }
    }
    for Unread { incoming, id, sentence, raw, known } in unreadable {
        let told = format!("Not taken over: {sentence}");
        writes.notes.push(scope.note(app, kind, &id, "skipped", told));
        writes.skipped += 1;
        let row = row(scope, kind, incoming, String::new(), known.as_ref().and_then(|row| row.local));
        let state = known.map_or(serde_json::Value::Null, |row| row.state);
        let (problem, raw) = (Some(sentence.to_owned()), Some(raw.to_owned()));
        writes.mirror.push(Mirror { external_id: id.into_owned(), state, problem, raw, ..row });
    }
    mirror::put_many(tx, scope.workspace(), writes.mirror).await?;
    let listed = files::listed(app, tx, scope, batch.files).await?;
    mirror::put_many(tx, scope.workspace(), listed).await?;
    if let Some(walk) = scope.walk.filter(|_| !same.is_empty()) {
        mirror::mark_seen(tx, scope.connection.id, kind.into(), same.iter().copied(), walk).await?;
    }
    store::audit::insert_many(tx, scope.workspace(), &writes.audit).await?;
    let seen = first_seen.len() as u64;
    Ok(Attempt::Done(Applied {
        counts: Counts {
            seen,
            made: writes.made,
            changed: writes.changed,
            unchanged: seen.saturating_sub(writes.made + writes.changed + writes.skipped),
            skipped: writes.skipped,
            ..Default::default()
        },
        notes: writes.notes,
        differed,
        withheld: batch.records.iter().flat_map(|record| record.withheld.iter().copied()).collect(),
        first_seen: first_seen.iter().map(|record| (record.created_at, record.updated_at)).collect(),
    }))
}

/// The record's row of the mirror, as taken over.
fn row(scope: &Scope, kind: RecordKind, incoming: &Incoming, hash: String, local: Option<Uuid>) -> Mirror {
    Mirror {
        connection: scope.connection.id,
        kind: Kind::from(kind),
        parent: String::new(),
        external_id: incoming.external_id.clone(),
        local,
        hash,
        state: serde_json::Value::Null,
        updated_at: incoming.updated_at,
        seen_in: scope.walk,
        gone_at: None,
        problem: None,
        raw: None,
    }
}

/// The record's remarks, and those of taking it over, as notes.
fn remarks(app: &App, scope: &Scope, item: &Item<'_>, more: Vec<String>) -> Vec<RunNote> {
    let (kind, id) = (item.record.kind(), item.incoming.external_id.as_str());
    let told = item.incoming.notes.iter().map(|note| match note.field.as_str() {
        "" => note.text.clone(),
        field => format!("{field}: {}", note.text),
    });
    told.chain(more).map(|sentence| scope.note(app, kind, id, "remark", sentence)).collect()
}

fn audit_line(
    app: &App,
    scope: &Scope,
    action: &str,
    subject: (&str, Uuid),
    detail: impl Into<String>,
) -> AuditLine {
    AuditLine {
        id: app.id(),
        at: app.now(),
        actor: scope.actor.name.clone(),
        actor_id: None,
        origin: scope.actor.origin.clone(),
        action: action.into(),
        subject: subject.0.into(),
        subject_id: Some(subject.1),
        detail: detail.into(),
    }
}

/// The remote record of an item, where it is of the kind that is asked for.
macro_rules! content {
    ($item:expr, $kind:ident) => {
        match $item.record {
            RemoteRecord::$kind(record) => record,
            _ => continue,
        }
    };
}
use content;
