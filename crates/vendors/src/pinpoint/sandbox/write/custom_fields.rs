//! Custom fields.

use serde_json::{Map, Value, json};

use super::{
    Write,
    attributes::{self, Table, Takes},
    links,
    payload::Payload,
    problems::{attribute, blank, invalid},
};
use crate::pinpoint::sandbox::{errors::Refusal, resources::custom_fields::RESOURCE_TYPES};

/// The kinds of value that a field can be made with. Fields that hold users can be read and not made.
const FIELD_TYPES: &[&str] =
    &["varchar", "text", "integer", "decimal", "date", "boolean", "single_select", "multi_select"];

const TABLE: Table = &[
    ("name", Takes::Text),
    ("sample_value", Takes::Text),
    ("description", Takes::Text),
    ("position", Takes::Integer),
    ("required", Takes::Flag),
    ("options", Takes::Special),
];

const ON_CREATE: Table =
    &[("field_type", Takes::Word(FIELD_TYPES)), ("resource_type", Takes::Word(RESOURCE_TYPES))];

/// Makes a field with its options.
pub fn create(write: &mut Write, payload: &Payload) -> Result<String, Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE, ON_CREATE])?;
    links::check("data", sent, &[])?;
    let names = ["name", "field_type", "resource_type", "sample_value"];
    attributes::require("data", &sent.attributes, &json!({}), &names)?;
    let kind = sent.attributes["field_type"].as_str().unwrap_or_default();
    let options = options(kind, sent.attributes.get("options"))?;
    if kind.ends_with("_select") && options.is_empty() {
        return Err(invalid(vec![blank("data", "options")]));
    }
    let mut kept = sent.attributes.clone();
    kept.remove("options");
    kept.entry("required").or_insert(Value::Bool(false));
    let reference = word(sent.attributes["name"].as_str().unwrap_or_default());
    kept.insert("unique_reference".into(), reference.into());
    let id = write.add("custom_fields", kept, json!({}));
    keep_options(write, &id, options);
    Ok(id)
}

/// Changes a field: neither what it holds nor what it is a field of, which is ours. New options are added.
pub fn change(write: &mut Write, id: &str, payload: &Payload) -> Result<(), Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE])?;
    links::check("data", sent, &[])?;
    let before = write.record("custom_fields", id)["attributes"].clone();
    attributes::require("data", &sent.attributes, &before, &["name", "sample_value"])?;
    let kind = before["field_type"].as_str().unwrap_or_default();
    let known = known_options(write.documents, id);
    let mut options = options(kind, sent.attributes.get("options"))?;
    options.retain(|(_, value)| known.iter().all(|(_, known)| known != value));
    let mut kept = sent.attributes.clone();
    kept.remove("options");
    write.set("custom_fields", id, kept);
    keep_options(write, id, options);
    Ok(())
}

/// Removes a field with its options and every value of it.
pub fn remove(write: &mut Write, id: &str) -> Result<(), Refusal> {
    for kind in ["custom_attributes", "custom_field_options"] {
        write.take_all(kind, "custom_field", ("custom_fields", id));
    }
    write.take("custom_fields", id);
    Ok(())
}

/// Label and value of a field's options, in the order of their ids.
pub fn known_options(documents: &Value, field: &str) -> Vec<(String, String)> {
    let all = documents["resources"]["custom_field_options"].as_object().into_iter().flatten();
    let mut own: Vec<_> = all.filter(|(_, option)| option["rels"]["custom_field"] == field).collect();
    own.sort_by_key(|(id, _)| id.parse::<u64>().unwrap_or(u64::MAX));
    let text =
        |option: &Value, name: &str| option["attributes"][name].as_str().unwrap_or_default().to_owned();
    own.into_iter().map(|(_, option)| (text(option, "label"), text(option, "value"))).collect()
}

/// Label and value of the options that are sent: as texts, or as `{label, value}`.
fn options(kind: &str, sent: Option<&Value>) -> Result<Vec<(String, String)>, Refusal> {
    let refused = |message| invalid(vec![attribute("data", "options", message, "invalid")]);
    let sent = match sent {
        None | Some(Value::Null) => return Ok(vec![]),
        Some(_) if !kind.ends_with("_select") => return Err(refused("are for selects only")),
        Some(Value::Array(sent)) => sent,
        Some(_) => return Err(refused("must be a list")),
    };
    let one = |option: &Value| match option {
        Value::String(label) => Some((label.clone(), word(label))),
        option => {
            let label = option["label"].as_str()?.to_owned();
            let value = option["value"].as_str().map_or_else(|| word(&label), str::to_owned);
            Some((label, value))
        }
    };
    sent.iter().map(one).collect::<Option<_>>().ok_or_else(|| refused("must be texts or have a label"))
}

fn keep_options(write: &mut Write, field: &str, options: Vec<(String, String)>) {
    for (label, value) in options {
        let attributes = Map::from_iter([("label".into(), label.into()), ("value".into(), value.into())]);
        write.add("custom_field_options", attributes, json!({"custom_field": field}));
    }
}

/// A name as a word of a program's.
fn word(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    name.chars().map(plain).collect::<String>().trim_matches('_').to_owned()
}
