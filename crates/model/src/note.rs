//! What was lost, defaulted or changed on the way: said, never hidden.

use serde::{Deserialize, Serialize};

/// A remark on one field of a record that crossed between systems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The field's key, or empty where the remark is on the whole record.
    pub field: String,
    /// What happened, in a sentence for the person who reads the timeline.
    pub text: String,
}

impl Note {
    /// A remark on one field.
    pub fn on(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}
