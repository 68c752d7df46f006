//! `POST /v3/attachments`

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Optional, Required, Takes, check, sent},
};
use crate::greenhouse::sandbox::v3::errors::Refusal;

const KINDS: &[&str] = &[
    "resume",
    "cover_letter",
    "take_home_test",
    "offer_packet",
    "offer_letter",
    "signed_offer_letter",
    "other",
    "form_attachment",
    "midfunnel_agreement",
    "automated_agreement",
];

const FIELDS: Fields = &[
    ("application_id", Takes::Id("applications"), Required),
    ("filename", Takes::Text, Required),
    ("type", Takes::Word(KINDS), Required),
    ("content", Takes::Text, Optional),
    ("url", Takes::Text, Optional),
    ("visibility", Takes::Word(&["admin_only", "private", "public"]), Optional),
];

/// Adds a file to an application.
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, FIELDS)?;
    let content = match (sent(body, "content").as_str(), sent(body, "url").as_str()) {
        (Some(content), None) => content,
        (None, Some(_)) => return Err(Refusal::unbuilt("A file that is fetched from an address")),
        _ => return Err(Refusal::unprocessable("Pass either content or url.")),
    };
    if STANDARD.decode(content).is_ok_and(|bytes| bytes.is_empty()) || STANDARD.decode(content).is_err() {
        return Err(Refusal::field("content", "is not base64"));
    }
    if !sent(body, "visibility").is_null() && *sent(body, "type") != "other" {
        return Err(Refusal::field("visibility", "is for the type other only"));
    }
    let application = sent(body, "application_id").as_u64().unwrap_or_default();
    let candidate = write.row("applications", application)?["candidate_id"].clone();
    let row = json!({
        "application_id": application, "candidate_id": candidate, "type": sent(body, "type"),
        "filename": sent(body, "filename"), "_visibility": sent(body, "visibility"),
    });
    let id = write.add("attachments", row);
    write.documents["files"][id.to_string()] = json!({"base64": content});
    write.acted_on(application);
    Ok(Done::Made("attachments", id))
}
