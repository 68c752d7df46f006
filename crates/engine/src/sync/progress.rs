//! What it takes to go on with a run where it stopped.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::remote::RecordKind;
use serde::{Deserialize, Serialize};
use store::sync::run::Run;
use uuid::Uuid;

/// Where a run stands; kept with the run in each of its transactions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Progress {
    /// The kinds that are over.
    pub done: Vec<RecordKind>,
    /// The kind being read.
    pub walk: Option<Walk>,
    /// Why a kind was not seen whole.
    pub partial: BTreeMap<RecordKind, String>,
    /// How many records of a kind were changed or found gone.
    pub risk: BTreeMap<RecordKind, u64>,
    /// How many records of a kind were known when it began to be read.
    pub known: BTreeMap<RecordKind, u64>,
    /// How often in a row the other system could not be read.
    pub failures: u32,
    /// How many remarks were kept.
    pub remarks: u64,
    /// How many more remarks there were.
    pub remarks_left_out: u64,
}

/// One walk through the records of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Walk {
    /// Which kind.
    pub kind: RecordKind,
    /// Tells what this walk saw from what others saw.
    pub id: Uuid,
    /// Which walk of this kind in this run, from 1.
    pub nth: u32,
    /// The page that comes next; `None` for the first.
    pub cursor: Option<String>,
    /// Every page was read.
    pub read: bool,
    /// The time there when the first page of the first walk was given.
    pub since: Option<Timestamp>,
    /// The time there when the first page of this walk was given.
    pub began: Option<Timestamp>,
    /// How many records there were, by the first page.
    pub first_total: Option<u64>,
    /// How many records there were, by the newest page.
    pub last_total: Option<u64>,
    /// How many of the records seen came in while the walk was under way.
    pub joined: u64,
    /// How many records were read, those that came twice counted twice.
    pub read_rows: u64,
}

impl Progress {
    /// Reads what the run kept; a run that has kept nothing is at its beginning.
    pub fn of(run: &Run) -> Self {
        serde_json::from_value(run.progress.clone()).unwrap_or_default()
    }
}
