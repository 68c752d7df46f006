//! Finding one's way in the stand-in's documents.
//!
//! `tenant` and `keys` are the account; `lists` holds each reference list as an array under its path; `people` and
//! `jobs` hold each record by its id, references as ids; a person's `documents` are those whose upload was
//! reported done, `uploads` the others; `images` are temporary; `users`, `webhooks`, `workflowEvents` and `forms`
//! are arrays; `triggered` says which workflows were started; `counters` holds the last numbers given out.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::errors::Refusal;

/// An array, or nothing.
pub fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text, or nothing.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A text, number or flag as text.
pub fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed(""),
        other => Cow::Owned(other.to_string()),
    }
}

/// An entry of a reference list.
pub fn entry<'a>(documents: &'a Value, list: &str, id: &str) -> Option<&'a Value> {
    array(&documents["lists"][list]).iter().find(|entry| entry["id"] == id)
}

/// A record by its id, of `people` or `jobs`.
pub fn record<'a>(documents: &'a Value, kind: &str, id: &str) -> Result<&'a Value, Refusal> {
    documents[kind].get(id).filter(|record| record.is_object()).ok_or_else(|| missing(kind, id))
}

/// The same, to be changed.
pub fn record_mut<'a>(documents: &'a mut Value, kind: &str, id: &str) -> Result<&'a mut Value, Refusal> {
    documents[kind].get_mut(id).filter(|record| record.is_object()).ok_or_else(|| missing(kind, id))
}

/// The refusal of an id in an address: one that is none at all, and one that nothing has.
pub fn missing(kind: &str, id: &str) -> Refusal {
    if super::ids::is_uuid(id) {
        Refusal::not_found(format!("Nothing of {kind} has this id."))
    } else {
        Refusal::one("An invalid UUID was provided")
    }
}

/// Every record of a kind, in the order in which they were made.
pub fn in_order<'a>(documents: &'a Value, kind: &str) -> Vec<&'a Value> {
    let mut all: Vec<&Value> = documents[kind].as_object().into_iter().flat_map(Map::values).collect();
    all.sort_by(|one, other| key(one).cmp(&key(other)));
    all
}

/// What records are ordered by: when they were made, and their number where that is the same.
pub fn key(record: &Value) -> (&str, u64) {
    (text(&record["createdAt"]), record["number"].as_u64().unwrap_or_default())
}
