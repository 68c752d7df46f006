//! `POST /v3/notes`

use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Optional, Required, Takes, check, sent},
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal};

/// What is written and what is then read.
const VISIBILITY: [(&str, &str); 3] =
    [("admin_only", "admin_only_visible"), ("private", "privately_visible"), ("public", "publicly_visible")];

const FIELDS: Fields = &[
    // Whether there is such a candidate is not looked at: seen at the vendor.
    ("candidate_id", Takes::Number, Optional),
    ("application_id", Takes::Id("applications"), Optional),
    ("user_id", Takes::Id("users"), Optional),
    ("body", Takes::Text, Required),
    ("visibility", Takes::Word(&["admin_only", "private", "public"]), Required),
    ("note_type", Takes::Word(&["NOTE", "ACTIVITY", "EMAIL"]), Required),
];

/// Adds a note.
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, FIELDS)?;
    let application = sent(body, "application_id").as_u64();
    let its = application.and_then(|id| rows::find(write.documents, "applications", id));
    let its = its.map(|application| application["candidate_id"].clone());
    let told = sent(body, "candidate_id").clone();
    let candidate = if told.is_null() { its.unwrap_or_default() } else { told };
    if candidate.is_null() {
        return Err(Refusal::field("candidate_id", "is missing"));
    }
    let user = sent(body, "user_id").as_u64().unwrap_or(write.user);
    let about = About { candidate, application: json!(application), user: json!(user) };
    let visibility = VISIBILITY.iter().find(|(written, _)| *sent(body, "visibility") == **written);
    let visibility = visibility.map_or("publicly_visible", |(_, read)| *read);
    let text = sent(body, "body").as_str().unwrap_or_default();
    let kind = sent(body, "note_type").as_str().unwrap_or("NOTE");
    Ok(Done::Made("notes", add(write, about, text, kind, visibility)))
}

/// About whom a note is, and whose it is.
pub struct About {
    /// The candidate.
    pub candidate: Value,
    /// The application, or null.
    pub application: Value,
    /// The user.
    pub user: Value,
}

/// Adds a note with the words that are read.
pub fn add(write: &mut Write, about: About, text: &str, kind: &str, visibility: &str) -> u64 {
    let id = write.add(
        "notes",
        json!({
            "candidate_id": about.candidate, "application_id": about.application, "user_id": about.user,
            "body": text, "type": kind, "visibility": visibility,
        }),
    );
    if let Some(candidate) = about.candidate.as_u64() {
        write.acted_on_candidate(candidate);
    }
    id
}
