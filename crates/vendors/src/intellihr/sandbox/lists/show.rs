//! How entries look from outside.

use serde_json::{Value, json};

use super::Resource;
use crate::intellihr::sandbox::{
    call::Call,
    custom_fields,
    documents::{entry, text},
};

/// An entry of a list.
pub fn show(documents: &Value, call: &Call, resource: &Resource, held: &Value) -> Value {
    let mut shown = held.clone();
    if let Some(model) = resource.model {
        shown["customFields"] = custom_fields::show(documents, model, &held["customFields"]);
    }
    match resource.path {
        "work-classes" => {
            shown["workType"] = reference(documents, call, "work-types", &held["workType"], &["name"])
        }
        "skills" => {
            let discipline = entry(documents, "skill-disciplines", text(&held["skillDisciplineId"]));
            shown["skillDiscipline"] =
                discipline.map_or(Value::Null, |found| json!({"id": found["id"], "name": found["name"]}));
            if let Some(fields) = shown.as_object_mut() {
                fields.remove("skillDisciplineId");
            }
        }
        _ => {}
    }
    shown
}

/// Something that is referred to: its id, some of its fields, and where it can be read.
pub fn reference(documents: &Value, call: &Call, list: &str, id: &Value, fields: &[&str]) -> Value {
    let Some(found) = entry(documents, list, text(id)) else { return Value::Null };
    let mut shown = json!({"id": found["id"], "link": call.link(list, text(id))});
    for field in fields {
        shown[*field] = found[*field].clone();
    }
    shown
}
