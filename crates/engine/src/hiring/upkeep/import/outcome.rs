//! What came of a file.

use serde::{Deserialize, Serialize};

use crate::error::Result;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How many candidates were made.
    pub candidates: u64,
    /// How many applications were made.
    pub applications: u64,
    /// The rows that were left out because the person is known already.
    pub skipped: Vec<Rejected>,
    /// The rows that could not be taken.
    pub bad: Vec<Rejected>,
    /// Who brought the file in.
    pub by: String,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// Why, in sentences.
    pub reason: String,
}

impl Outcome {
    /// Reads it back.
    pub(super) fn read(kept: &str) -> Result<Self> {
        Ok(serde_json::from_str(kept).map_err(|_| store::Error::Unreadable("import"))?)
    }

    /// As it is kept.
    pub(super) fn write(&self) -> String {
        serde_json::json!(self).to_string()
    }
}
