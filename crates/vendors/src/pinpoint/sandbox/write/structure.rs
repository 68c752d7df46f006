//! Departments, divisions, locations and the level that a company names itself: they differ in little.

use serde_json::json;

use super::{
    Write,
    attributes::{self, Table, Takes},
    links,
    payload::Payload,
    problems::{attribute, invalid},
};
use crate::pinpoint::sandbox::errors::Refusal;

const NAMED: Table = &[("name", Takes::Text), ("external_system_reference", Takes::Text)];

const PLACE: Table = &[
    ("street_address", Takes::Text),
    ("city", Takes::Text),
    ("province", Takes::Text),
    ("postal_code", Takes::Text),
    ("country_code", Takes::Text),
];

const TITLED: Table = &[("title", Takes::Text)];

/// What a kind takes beside a name.
fn own(kind: &str) -> Table {
    match kind {
        "locations" => PLACE,
        "structure_custom_group_ones" => TITLED,
        _ => &[],
    }
}

/// Makes one.
pub fn create(write: &mut Write, kind: &str, payload: &Payload) -> Result<String, Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[NAMED, own(kind)])?;
    links::check("data", sent, &[])?;
    attributes::require("data", &sent.attributes, &json!({}), &["name"])?;
    Ok(write.add(kind, sent.attributes.clone(), json!({})))
}

/// Changes one.
pub fn change(write: &mut Write, kind: &str, id: &str, payload: &Payload) -> Result<(), Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[NAMED, own(kind)])?;
    links::check("data", sent, &[])?;
    let before = &write.record(kind, id)["attributes"];
    attributes::require("data", &sent.attributes, before, &["name"])?;
    write.set(kind, id, sent.attributes.clone());
    Ok(())
}

/// Removes one that no job refers to: a job without a department is nothing that the vendor shows.
pub fn remove(write: &mut Write, kind: &str, id: &str) -> Result<(), Refusal> {
    let name = kind.trim_end_matches('s');
    if write.is_used("jobs", name, (kind, id)) {
        let message = "is used by jobs and can't be deleted";
        return Err(invalid(vec![attribute("data", "base", message, "restrict_dependent_destroy")]));
    }
    write.take_all("structure_links", name, (kind, id));
    write.take(kind, id);
    Ok(())
}
