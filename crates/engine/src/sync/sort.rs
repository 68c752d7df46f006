//! Incoming records sorted by what is to be done with them.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use connect::ats::{Incoming, Unreadable};
use jiff::Timestamp;
use model::{
    ConnectionId,
    remote::{Part, RecordKind, RemoteRecord},
};
use sha2::{Digest, Sha256};
use store::{
    Conn,
    sync::mirror::{self, Mirror},
};

use super::{fingerprint, scope::Scope};
use crate::Result;

/// A record to be taken over.
pub(super) struct Item<'a> {
    pub incoming: &'a Incoming,
    pub record: &'a RemoteRecord,
    pub hash: String,
    /// What the mirror has of it.
    pub known: Option<Mirror>,
}

impl Item<'_> {
    /// Whether it says nothing of a part.
    pub fn withholds(&self, part: Part) -> bool {
        self.incoming.withheld.contains(&part)
    }

    /// Whether it says otherwise than was known, rather than only more.
    pub fn contradicts(&self) -> bool {
        self.known
            .as_ref()
            .is_some_and(|row| row.gone_at.is_some() || fingerprint::contradicts(&self.hash, &row.hash))
    }
}

/// A record that is kept as it came.
pub(super) struct Unread<'a> {
    pub incoming: &'a Incoming,
    /// Its identifier there, or one of ours where it has none.
    pub id: Cow<'a, str>,
    pub sentence: &'a str,
    pub raw: &'a str,
    /// What the mirror has of it.
    pub known: Option<Mirror>,
}

/// What is to be done with the records of a batch, each once.
#[derive(Default)]
pub(super) struct Sorted<'a> {
    /// Not known here.
    pub fresh: Vec<Item<'a>>,
    /// Known here with another content.
    pub changed: Vec<Item<'a>>,
    /// Known here with the same content.
    pub same: Vec<&'a str>,
    /// Not of the documented form.
    pub unreadable: Vec<Unread<'a>>,
    /// Those that this walk had not seen before.
    pub first_seen: Vec<&'a Incoming>,
}

/// What stands for the identifier of records that have none, before the digest of what came.
const NAMELESS: &str = "without-id-";

/// Whether an identifier is only ours, because the record came without one.
pub(super) fn is_nameless(external_id: &str) -> bool {
    external_id.starts_with(NAMELESS)
}

/// Sorts records of one kind, each with its fingerprint. `answered_at` is when the other system gave them.
pub(super) async fn sort<'a>(
    conn: &impl Conn,
    scope: &Scope,
    kind: RecordKind,
    incoming: &'a [Incoming],
    fingerprints: &[String],
    answered_at: Option<Timestamp>,
) -> Result<Sorted<'a>> {
    let mut known = rows(conn, scope.connection.id, kind, incoming).await?;
    let (mut sorted, mut had) = (Sorted::default(), HashSet::new());
    let (nameless, named): (Vec<_>, Vec<_>) =
        incoming.iter().zip(fingerprints).partition(|(record, _)| record.external_id.is_empty());
    for (record, _) in nameless {
        sorted.first_seen.push(record);
        let (sentence, raw) = match &record.record {
            Err(unreadable) => (unreadable.sentence.as_str(), unreadable.raw.as_str()),
            Ok(_) => ("It has no identifier.", ""),
        };
        let digest = hex::encode(&Sha256::digest(raw)[..8]);
        // The same may come more than once, and each is one that was not taken over.
        let ids = (1..).map(|nth: u32| format!("{NAMELESS}{digest}-{nth}"));
        let Some(id) = ids.into_iter().find(|id| sorted.unreadable.iter().all(|other| other.id != *id))
        else {
            continue;
        };
        sorted.unreadable.push(Unread { incoming: record, id: id.into(), sentence, raw, known: None });
    }
    // Of a record that came twice, the later one is the newer.
    let newest = named.into_iter().rev().filter(|(record, _)| had.insert(record.external_id.as_str()));
    for (record, fingerprint) in newest {
        let known = known.remove(&record.external_id);
        if scope.walk.is_none() || known.as_ref().and_then(|row| row.seen_in) != scope.walk {
            sorted.first_seen.push(record);
        }
        if known.as_ref().is_some_and(Mirror::is_erased) {
            // Whoever was erased here stays so, whatever is there of them.
            sorted.same.push(&record.external_id);
            continue;
        }
        match &record.record {
            Err(Unreadable { sentence, raw }) => {
                let id = record.external_id.as_str().into();
                sorted.unreadable.push(Unread { incoming: record, id, sentence, raw, known });
            }
            Ok(_) if known.as_ref().is_some_and(|row| is_older(record, row, answered_at)) => {
                sorted.same.push(&record.external_id);
            }
            Ok(content) => {
                let before = known.as_ref().map(|row| row.hash.as_str());
                let hash = fingerprint::with_known(fingerprint, before);
                let whole = |row: &Mirror| row.hash == hash && row.gone_at.is_none() && row.problem.is_none();
                let item = Item { incoming: record, record: content, hash: hash.clone(), known };
                match &item.known {
                    Some(row) if whole(row) => sorted.same.push(&record.external_id),
                    Some(row) if row.local.is_some() => sorted.changed.push(item),
                    _ => sorted.fresh.push(item),
                }
            }
        }
    }
    // Oldest first, as they came.
    sorted.fresh.reverse();
    sorted.changed.reverse();
    Ok(sorted)
}

async fn rows(
    conn: &impl Conn,
    connection: ConnectionId,
    kind: RecordKind,
    incoming: &[Incoming],
) -> Result<HashMap<String, Mirror>> {
    let ids = incoming.iter().map(|record| record.external_id.as_str());
    Ok(mirror::of_external(conn, connection, kind.into(), ids).await?)
}

/// Whether a fresher version was fetched by itself while this page was on its way. A date in the future says nothing:
/// it is not told apart from a change that is taken back.
fn is_older(record: &Incoming, row: &Mirror, answered_at: Option<Timestamp>) -> bool {
    match (record.updated_at, row.updated_at, answered_at) {
        (Some(new), Some(known), Some(answered)) => new < known && known <= answered && row.gone_at.is_none(),
        _ => false,
    }
}
