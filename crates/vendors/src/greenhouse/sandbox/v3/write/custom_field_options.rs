//! What can be chosen in a field of the customer's own.

use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Optional, Required, Takes, check, sent},
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal};

const CREATE: Fields = &[
    ("custom_field_id", Takes::Id("custom_fields"), Required),
    ("name", Takes::Text, Required),
    ("sort_order", Takes::Number, Optional),
    ("external_id", Takes::Text, Optional),
];

const BESIDE_FIELD: Fields = &[
    ("name", Takes::Text, Required),
    ("sort_order", Takes::Number, Optional),
    ("external_id", Takes::Text, Optional),
];

const CHANGE: Fields = &[
    ("name", Takes::Text, Optional),
    ("sort_order", Takes::Number, Optional),
    ("external_id", Takes::Text, Optional),
];

/// `POST /v3/custom_field_options`
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, CREATE)?;
    let field = sent(body, "custom_field_id").as_u64().unwrap_or_default();
    let kind = &write.row("custom_fields", field)?["value_type"];
    if *kind != "single_select" && *kind != "multi_select" {
        return Err(Refusal::field("custom_field_id", "is no field with choices"));
    }
    insist_on_new_name(write.documents, field, sent(body, "name"))?;
    let order = of_field(write.documents, field).count();
    let id = add(write, field, &Value::Object(body.clone()), order);
    Ok(Done::Made("custom_field_options", id))
}

/// `PATCH /v3/custom_field_options/{id}`
pub fn change(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let option = write.row("custom_field_options", id)?;
    let (field, name) = (option["custom_field_id"].as_u64().unwrap_or_default(), option["name"].clone());
    check(write.documents, body, CHANGE)?;
    if body.get("name").is_some_and(|new| *new != name) {
        insist_on_new_name(write.documents, field, sent(body, "name"))?;
    }
    for (key, ..) in CHANGE {
        if let Some(value) = body.get(*key) {
            write.set("custom_field_options", id, [(key, value.clone())]);
        }
    }
    write.touch("custom_field_options", id);
    Ok(Done::Changed("custom_field_options", id))
}

/// Checks an option that is made along with its field.
///
/// # Errors
/// 422 with what is wrong.
pub fn check_beside_field(documents: &Value, option: &Value) -> Result<(), Refusal> {
    let option = option.as_object().ok_or_else(|| Refusal::field("custom_field_options", "are objects"))?;
    check(documents, option, BESIDE_FIELD)
}

/// Adds an option that was checked.
pub fn add(write: &mut Write, field: u64, option: &Value, order: usize) -> u64 {
    let order = if option["sort_order"].is_null() { json!(order) } else { option["sort_order"].clone() };
    let row = json!({
        "custom_field_id": field, "name": option["name"], "sort_order": order, "active": true,
        "external_id": option["external_id"],
    });
    write.add("custom_field_options", row)
}

fn of_field(documents: &Value, field: u64) -> impl Iterator<Item = &Value> {
    let options = rows::table(documents, "custom_field_options").map(|(_, option)| option);
    options.filter(move |option| option["custom_field_id"] == field)
}

fn insist_on_new_name(documents: &Value, field: u64, name: &Value) -> Result<(), Refusal> {
    let is_taken = of_field(documents, field).any(|option| option["name"] == *name);
    if is_taken || name.as_str().is_none_or(|name| name.trim().is_empty()) {
        let why = if is_taken { "has already been taken" } else { "can't be blank" };
        return Err(Refusal::field("name", why));
    }
    Ok(())
}
