//! Connections, the log of their calls, hand-offs and links, as they are kept.

pub mod call;
pub mod connection;
pub mod form;
pub mod handoff;
pub mod ledger;
pub mod link;
pub mod pace;
pub mod permission;
pub mod referral_source;
pub mod rehearsal;
#[cfg(test)]
pub(crate) mod tests;
pub mod token;

use serde::{Serialize, de::DeserializeOwned};

use crate::error::{Error, Result};

/// A value as its JSON text. Our own types always have one.
pub(crate) fn text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A kept JSON text as its value.
pub(crate) fn read<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Unreadable(what))
}

/// A kept JSON text that may be missing.
pub(crate) fn read_opt<T: DeserializeOwned>(text: Option<&str>, what: &'static str) -> Result<Option<T>> {
    text.map(|text| read(text, what)).transpose()
}
