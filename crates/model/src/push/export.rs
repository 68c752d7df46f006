//! One person on the way into another system.

use serde::{Deserialize, Serialize};

use crate::note::Note;

/// Where one person of an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportState {
    /// Waits for its turn, or to be tried again.
    Queued,
    /// Waits for a person: the problem says for what.
    Waiting,
    /// Is there.
    Done,
    /// A person took it back.
    Cancelled,
}

impl ExportState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Waiting, Self::Done, Self::Cancelled];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// What was done for one person so far: each step is kept before the next begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportLedger {
    /// Who they are there, once that is known.
    pub external_id: Option<String>,
    /// Whether they were made, changed, or there as they should be.
    pub outcome: Option<ExportOutcome>,
    /// Whether they stand where they are to stand.
    pub placed: bool,
    /// Whether their labels are in their history.
    pub tagged: bool,
    /// Whether their résumé is there.
    pub attached: bool,
    /// What was lost or left on the way.
    pub notes: Vec<Note>,
}

/// What came of somebody's being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportOutcome {
    /// Made now.
    Created,
    /// Was there and was completed.
    Updated,
    /// Was there as they should be.
    AlreadyThere,
}

impl ExportOutcome {
    /// What a page says.
    pub fn label(self) -> &'static str {
        match self {
            Self::Created => "Made there",
            Self::Updated => "Was there, completed",
            Self::AlreadyThere => "Was there already",
        }
    }
}
