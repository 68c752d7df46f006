//! Tags, and what they are put on.

use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Required, Takes, check, entries, sent},
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal, webhooks::About};

const CREATE: Fields = &[("name", Takes::Text, Required)];

const APPLY: Fields = &[
    ("candidate_id", Takes::Id("candidates"), Required),
    ("candidate_tag_id", Takes::Id("candidate_tags"), Required),
];

/// `POST /v3/candidate_tags`
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, CREATE)?;
    let name = sent(body, "name").as_str().unwrap_or_default().trim().to_owned();
    let same =
        |tag: &Value| tag["name"].as_str().is_some_and(|known| known.to_lowercase() == name.to_lowercase());
    if name.is_empty() || rows::table(write.documents, "candidate_tags").any(|(_, tag)| same(tag)) {
        let why = if name.is_empty() { "can't be blank" } else { "has already been taken" };
        return Err(Refusal::field("name", why));
    }
    Ok(Done::Made("candidate_tags", write.add("candidate_tags", json!({"name": name}))))
}

/// `POST /v3/applied_candidate_tags`
pub fn apply(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, APPLY)?;
    let (candidate, tag) = (sent(body, "candidate_id"), sent(body, "candidate_tag_id"));
    let (candidate, tag) = (candidate.as_u64().unwrap_or_default(), tag.as_u64().unwrap_or_default());
    if applied(write.documents, candidate).any(|(_, known)| known == tag) {
        return Err(Refusal::field("candidate_tag_id", "has already been taken"));
    }
    let id = put(write, candidate, tag);
    tell(write, candidate);
    write.announce("update_candidate", About::Candidate(candidate));
    Ok(Done::Made("applied_candidate_tags", id))
}

/// `DELETE /v3/applied_candidate_tags/{id}`
pub fn unapply(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let candidate = write.row("applied_candidate_tags", id)?["candidate_id"].as_u64();
    check(write.documents, body, &[])?;
    write.remove("applied_candidate_tags", id);
    if let Some(candidate) = candidate {
        tell(write, candidate);
        write.announce("update_candidate", About::Candidate(candidate));
    }
    Ok(Done::Nothing)
}

/// The tags of those names.
///
/// # Errors
/// 422 where there is none of a name: v3 makes none by the way.
pub fn named(documents: &Value, names: &Value) -> Result<Vec<u64>, Refusal> {
    let find = |name: &Value| {
        let mut tags = rows::table(documents, "candidate_tags");
        let tag = tags.find(|(_, tag)| tag["name"] == *name).map(|(id, _)| id);
        tag.ok_or_else(|| Refusal::field("tags", format!("there is no tag {name}")))
    };
    entries(names).map(find).collect()
}

/// Leaves a candidate with exactly these tags.
pub fn replace(write: &mut Write, candidate: u64, tags: &[u64]) {
    let there: Vec<(u64, u64)> = applied(write.documents, candidate).collect();
    for (id, _) in there.iter().filter(|(_, tag)| !tags.contains(tag)) {
        write.remove("applied_candidate_tags", *id);
    }
    for tag in tags.iter().filter(|tag| !there.iter().any(|(_, known)| known == *tag)) {
        put(write, candidate, *tag);
    }
    tell(write, candidate);
}

/// What is put on a candidate: the row and its tag.
fn applied(documents: &Value, candidate: u64) -> impl Iterator<Item = (u64, u64)> {
    let rows = rows::table(documents, "applied_candidate_tags");
    rows.filter(move |(_, row)| row["candidate_id"] == candidate)
        .filter_map(|(id, row)| Some((id, row["candidate_tag_id"].as_u64()?)))
}

fn put(write: &mut Write, candidate: u64, tag: u64) -> u64 {
    write.add("applied_candidate_tags", json!({"candidate_id": candidate, "candidate_tag_id": tag}))
}

/// Tells a candidate's tags in its own row.
fn tell(write: &mut Write, candidate: u64) {
    let name = |tag: u64| rows::find(write.documents, "candidate_tags", tag).map(|tag| tag["name"].clone());
    let names: Vec<Value> = applied(write.documents, candidate).filter_map(|(_, tag)| name(tag)).collect();
    write.set("candidates", candidate, [("tags", names.into())]);
    write.acted_on_candidate(candidate);
}
