//! The log of calls to a vendor: what an administrator reads when something is odd. Masked before it is kept.

use std::sync::Mutex;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One call, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEntry {
    /// When it was begun.
    pub at: Timestamp,
    /// What it was for, in our words.
    pub purpose: String,
    /// HTTP method.
    pub method: String,
    /// Path and query, values masked.
    pub path: String,
    /// HTTP status; `None` where no answer came.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// The request's body, masked.
    pub request: Option<Value>,
    /// The answer's body, masked.
    pub response: Option<Value>,
    /// What went wrong, where something did.
    pub problem: Option<String>,
}

/// Collects the calls of one piece of work; the engine keeps them with its result.
#[derive(Debug, Default)]
pub struct CallBook(Mutex<Vec<CallEntry>>);

impl CallBook {
    /// Adds a call.
    pub fn record(&self, entry: CallEntry) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(entry);
    }

    /// Takes out everything recorded so far.
    pub fn take(&self) -> Vec<CallEntry> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}
