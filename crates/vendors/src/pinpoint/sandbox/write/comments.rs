//! Comments are made and removed, never changed.

use serde_json::json;

use super::{
    Write,
    attributes::{self, Table, Takes},
    links,
    payload::Payload,
};
use crate::pinpoint::sandbox::errors::Refusal;

/// The category is not shown again.
const TABLE: Table = &[("body_text", Takes::Text), ("category", Takes::Text)];

/// The user in whose name the company's own programs write.
const SYSTEM_USER: &str = "1";

/// Makes a comment. What is commented does not count as changed, which is ours.
pub fn create(write: &mut Write, payload: &Payload) -> Result<String, Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE])?;
    links::check("data", sent, &["commentable"])?;
    attributes::require("data", &sent.attributes, &json!({}), &["body_text"])?;
    let kinds = ["applications", "job_seekers", "candidates"];
    let (kind, id) = links::needed(write.documents, "data", sent, "commentable", &kinds)?;
    let mut kept = attributes::kept(&sent.attributes, TABLE);
    kept.remove("category");
    kept.insert("private_comment".into(), false.into());
    let rels = json!({"commentable": {"type": kind, "id": id}, "user": SYSTEM_USER});
    Ok(write.add("comments", kept, rels))
}

/// Removes a comment.
pub fn remove(write: &mut Write, id: &str) -> Result<(), Refusal> {
    write.take("comments", id);
    Ok(())
}
