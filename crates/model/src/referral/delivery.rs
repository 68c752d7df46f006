//! The steps in which a referred person comes into the system that the job is in.

use serde::{Deserialize, Serialize};

/// One step. Each keeps its result before the next begins, and each may run twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeStep {
    /// Look for the person there.
    Find,
    /// Make them, or complete the one who is there.
    Save,
    /// Put them where they are to go.
    Enter,
    /// Say who referred them, in a remark.
    Note,
}

impl IntakeStep {
    /// Every step, in order.
    pub const ALL: [Self; 4] = [Self::Find, Self::Save, Self::Enter, Self::Note];

    /// The word in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Save => "save",
            Self::Enter => "enter",
            Self::Note => "note",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Find => "Look for the person",
            Self::Save => "Candidate",
            Self::Enter => "Application",
            Self::Note => "Remark",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}
