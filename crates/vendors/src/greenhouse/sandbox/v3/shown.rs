//! A row as v3 shows it: key for key but what is hidden, and a file's link made for whoever reads it.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;

use super::lists::List;
use crate::greenhouse::sandbox::files;

/// What a call looks at: the documents at a time, reached at an address.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The documents.
    pub documents: &'a Value,
    /// The sandbox's time.
    pub now: Timestamp,
    /// Scheme and host, on which the stand-in's own links are built.
    pub base: &'a str,
}

/// A row on its way out. It is not copied, since a page has hundreds.
pub struct Shown<'a> {
    /// Where it is looked at.
    pub scene: Scene<'a>,
    /// Of which list.
    pub list: &'static List,
    /// What is kept.
    pub row: &'a Value,
    /// The keys that were asked for; all where none were.
    pub fields: Option<&'a [String]>,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_asked = |key: &String| self.fields.is_none_or(|fields| fields.contains(key));
        let is_file = self.list.name == "attachments";
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.row.as_object().into_iter().flatten() {
            if key.starts_with('_') || !is_asked(key) {
                continue;
            }
            if is_file && key == "url" {
                map.serialize_entry(key, &self.link())?;
            } else {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

impl Shown<'_> {
    /// The link to the content of an attachment.
    fn link(&self) -> String {
        let id = self.row["id"].as_u64().unwrap_or_default();
        files::link(self.scene.documents, self.scene.base, self.scene.now, id)
    }
}

/// An answer in JSON.
pub fn answer(status: StatusCode, body: &impl Serialize) -> Response {
    // Nothing but JSON values is written, which can't fail; if it did, the caller would find no JSON.
    let body = serde_json::to_vec(body).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
