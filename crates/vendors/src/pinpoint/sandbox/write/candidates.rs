//! Candidates are changed here; they are made by applying.

use super::{
    Write,
    attributes::{self, Table, Takes},
    links,
    payload::Payload,
};
use crate::pinpoint::sandbox::errors::Refusal;

const TABLE: Table = &[
    ("first_name", Takes::Text),
    ("middle_name", Takes::Text),
    ("last_name", Takes::Text),
    ("preferred_name", Takes::Text),
    ("email", Takes::Email),
    ("phone", Takes::Text),
    ("phone_iso2", Takes::Text),
    ("date_of_birth", Takes::Day),
    ("address1", Takes::Text),
    ("address2", Takes::Text),
    ("town", Takes::Text),
    ("state_province", Takes::Text),
    ("postcode", Takes::Text),
    ("country", Takes::Text),
    ("locale", Takes::Text),
    ("blocked", Takes::Flag),
    ("external_system_reference", Takes::Text),
];

/// Changes a candidate.
pub fn change(write: &mut Write, id: &str, payload: &Payload) -> Result<(), Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE])?;
    links::check("data", sent, &[])?;
    let before = &write.record("candidates", id)["attributes"];
    attributes::require("data", &sent.attributes, before, &["first_name", "last_name", "email"])?;
    write.set("candidates", id, attributes::kept(&sent.attributes, TABLE));
    Ok(())
}
