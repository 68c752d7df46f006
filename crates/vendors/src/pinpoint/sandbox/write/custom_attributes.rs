//! Custom attributes: values of custom fields.

use serde_json::{Value, json};

use super::{
    Write,
    attributes::{self, Table, Takes},
    links,
    payload::{Payload, Sent},
    problems::{invalid, missing, relationship},
    values,
};
use crate::pinpoint::sandbox::{errors::Refusal, resources};

/// The relationships may be sent as attributes instead.
const AS_ATTRIBUTES: Table = &[
    ("custom_attributable_id", Takes::Special),
    ("custom_attributable_type", Takes::Text),
    ("custom_field_id", Takes::Special),
];

const OF: [&str; 5] = ["applications", "candidates", "jobs", "job_seekers", "offers"];

/// Makes the first value of a field for a record. The record does not count as changed, which is ours.
pub fn create(write: &mut Write, payload: &Payload) -> Result<String, Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[values::TABLE, AS_ATTRIBUTES])?;
    links::check("data", sent, &["custom_attributable", "custom_field"])?;
    let of = match links::one(write.documents, "data", sent, "custom_attributable", &OF)? {
        Some((kind, id)) => (kind.to_owned(), id.to_owned()),
        None => told(write.documents, sent)?,
    };
    let field = match links::one(write.documents, "data", sent, "custom_field", &["custom_fields"])? {
        Some((_, id)) => id.to_owned(),
        None => {
            let id = number(&sent.attributes, "custom_field_id");
            let there = id.filter(|id| write.record("custom_fields", id).is_object());
            there.ok_or_else(|| invalid(vec![missing("data", "custom_field")]))?
        }
    };
    let kept = fitting(write.documents, "data", (&of.0, Some(&of.1)), &field, sent)?;
    let rels = json!({"custom_field": field, "custom_attributable": {"type": of.0, "id": of.1}});
    Ok(write.add("custom_attributes", kept, rels))
}

/// What is kept of a value for a record of a kind, which may not be there yet.
///
/// # Errors
/// 422 where the field is one of another kind of record, where the record has a value of it, or as
/// [`values::accept`].
pub fn fitting(
    documents: &Value,
    place: &str,
    (kind, id): (&str, Option<&str>),
    field: &str,
    sent: &Sent,
) -> Result<serde_json::Map<String, Value>, Refusal> {
    let wanted = &documents["resources"]["custom_fields"][field]["attributes"]["resource_type"];
    let problem = |message, code| invalid(vec![relationship(place, "custom_field", message, code)]);
    if wanted != kind.trim_end_matches('s') {
        return Err(problem("is a field of another kind of record", "invalid"));
    }
    let mut all = documents["resources"]["custom_attributes"].as_object().into_iter().flatten();
    let is_same = |value: &Value| {
        let (of, rels) = (&value["rels"]["custom_attributable"], &value["rels"]);
        rels["custom_field"] == field && of["type"] == kind && id.is_some_and(|id| of["id"] == id)
    };
    if all.any(|(_, value)| is_same(value)) {
        return Err(problem("has already been taken", "taken"));
    }
    values::accept(documents, place, field, &sent.attributes)
}

/// Changes a value.
pub fn change(write: &mut Write, id: &str, payload: &Payload) -> Result<(), Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[values::TABLE])?;
    links::check("data", sent, &[])?;
    let field = write.record("custom_attributes", id)["rels"]["custom_field"].as_str().unwrap_or_default();
    let kept = values::accept(write.documents, "data", field, &sent.attributes)?;
    write.set("custom_attributes", id, kept);
    Ok(())
}

/// Takes a value away.
pub fn remove(write: &mut Write, id: &str) -> Result<(), Refusal> {
    write.take("custom_attributes", id);
    Ok(())
}

/// The record that the attributes name, by the name of a class.
fn told(documents: &Value, sent: &Sent) -> Result<(String, String), Refusal> {
    let class = sent.attributes.get("custom_attributable_type").and_then(Value::as_str);
    let kind = resources::ALL.iter().find(|one| Some(one.class) == class && OF.contains(&one.kind));
    let there = kind.zip(number(&sent.attributes, "custom_attributable_id"));
    let there = there.filter(|(kind, id)| documents["resources"][kind.kind][id].is_object());
    let (kind, id) = there.ok_or_else(|| invalid(vec![missing("data", "custom_attributable")]))?;
    Ok((kind.kind.to_owned(), id))
}

/// An id that is sent as an attribute: a number, or a text as elsewhere.
fn number(sent: &serde_json::Map<String, Value>, name: &str) -> Option<String> {
    match sent.get(name)? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
