//! The place in a list from which the next page goes on. It carries the query of the first page, so that it can stand
//! alone.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::errors::Refusal;

/// A place in a list.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The list.
    pub list: String,
    /// The query of its first page.
    pub query: String,
    /// The last id that was shown; the next ones are lower.
    pub after: u64,
}

impl Cursor {
    /// As callers carry it.
    pub fn write(&self) -> String {
        // Two texts and a number, which can't fail.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads what a caller carried back to the same list.
    ///
    /// # Errors
    /// 422 where it is no cursor of this list.
    pub fn read(list: &str, written: &str) -> Result<Self, Refusal> {
        let read = URL_SAFE_NO_PAD.decode(written).ok();
        let cursor = read.and_then(|json| serde_json::from_slice::<Self>(&json).ok());
        let cursor = cursor.filter(|cursor| cursor.list == list);
        cursor.ok_or_else(|| Refusal::field("cursor", "is not a cursor of this list"))
    }
}
