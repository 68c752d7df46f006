//! Where the relationships of a write lead.

use axum::http::StatusCode;
use serde_json::Value;

use super::{
    payload::{Leads, Pointer, Sent},
    problems::{invalid, missing, relationship},
};
use crate::pinpoint::sandbox::errors::Refusal;

/// Checks that nothing but these relationships is written.
///
/// # Errors
/// 400 naming each other one.
pub fn check(place: &str, sent: &Sent, names: &[&str]) -> Result<(), Refusal> {
    let others = sent.relationships.keys().filter(|name| !names.contains(&name.as_str()));
    let problems: Vec<_> = others
        .map(|name| {
            relationship(place, name, "is unknown or can't be written here", "unwritable_relationship")
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(Refusal::of(StatusCode::BAD_REQUEST, problems)) }
}

/// The id of the one record of these kinds that a relationship leads to, with its kind.
///
/// # Errors
/// 422 where it leads to another kind, to several, or to a record that is not there.
pub fn one<'s>(
    documents: &Value,
    place: &str,
    sent: &'s Sent,
    name: &str,
    kinds: &[&str],
) -> Result<Option<(&'s str, &'s str)>, Refusal> {
    let Some(related) = sent.relationships.get(name) else { return Ok(None) };
    let refused = || invalid(vec![missing(place, name)]);
    let pointer = match &related.data {
        Leads::One(None) => return Ok(None),
        Leads::One(Some(pointer)) => pointer,
        Leads::Many(_) => return Err(refused()),
    };
    let id = pointer.id.as_ref().ok_or_else(refused)?;
    let is_there =
        kinds.contains(&pointer.kind.as_str()) && documents["resources"][&pointer.kind][&id.0].is_object();
    if is_there { Ok(Some((&pointer.kind, &id.0))) } else { Err(refused()) }
}

/// As [`one`], where there must be one.
///
/// # Errors
/// Also 422 where it is not sent or leads nowhere.
pub fn needed<'s>(
    documents: &Value,
    place: &str,
    sent: &'s Sent,
    name: &str,
    kinds: &[&str],
) -> Result<(&'s str, &'s str), Refusal> {
    one(documents, place, sent, name, kinds)?.ok_or_else(|| invalid(vec![missing(place, name)]))
}

/// What a relationship to many leads to.
pub fn many<'s>(sent: &'s Sent, name: &str) -> &'s [Pointer] {
    match sent.relationships.get(name).map(|related| &related.data) {
        Some(Leads::Many(pointers)) => pointers,
        Some(Leads::One(Some(pointer))) => std::slice::from_ref(pointer),
        Some(Leads::One(None)) | None => &[],
    }
}
