//! Values of the customer's own fields: written as a list of field and value, read as a map by the field's key.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::body::entries;
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal};

/// The whole set of values that a record has after a write: what is not sent is gone.
///
/// # Errors
/// 422 where an entry names no field of such records, or has a value that does not fit.
pub fn set(documents: &Value, field_type: &str, sent: &Value) -> Result<Value, Refusal> {
    let mut set = Map::new();
    for entry in entries(sent) {
        let known = |key: &String| ["custom_field_id", "name_key", "value"].contains(&key.as_str());
        let whole =
            entry.as_object().is_some_and(|entry| entry.keys().all(known) && entry.contains_key("value"));
        if !whole {
            let why = format!("`{entry}` is not an object of custom_field_id or name_key, and value");
            return Err(refused(why));
        }
        let field = find(documents, field_type, entry);
        let (id, field) =
            field.ok_or_else(|| refused(format!("{} is no field of {field_type}", named(entry))))?;
        let key = field["name_key"].as_str().unwrap_or_default();
        if entry["value"].is_null() {
            continue;
        }
        let kind = field["value_type"].as_str().unwrap_or_default();
        let value = kept(documents, id, kind, &entry["value"]);
        let value =
            value.ok_or_else(|| refused(format!("`{}` is no value of {key}, a {kind}", entry["value"])))?;
        set.insert(key.to_owned(), json!({"name": field["name"], "type": kind, "value": value}));
    }
    Ok(set.into())
}

fn refused(why: String) -> Refusal {
    Refusal::field("custom_fields", why)
}

fn named(entry: &Value) -> String {
    let name = if entry["name_key"].is_null() { &entry["custom_field_id"] } else { &entry["name_key"] };
    format!("`{name}`")
}

fn find<'d>(documents: &'d Value, field_type: &str, entry: &Value) -> Option<(u64, &'d Value)> {
    let is_meant = |(id, field): &(u64, &Value)| {
        let by_id = entry["custom_field_id"].as_u64();
        let is_named = match (by_id, entry["name_key"].as_str()) {
            (Some(wanted), None) => wanted == *id,
            (None, Some(key)) => field["name_key"] == key,
            _ => false,
        };
        is_named && field["field_type"] == field_type && field["active"] != false
    };
    rows::table(documents, "custom_fields").find(is_meant)
}

/// A value as it is read afterwards, where it fits.
fn kept(documents: &Value, field: u64, kind: &str, value: &Value) -> Option<Value> {
    let number =
        |value: &Value| value.is_number() || value.as_str().is_some_and(|text| text.parse::<f64>().is_ok());
    let only = |keys: &[&str]| {
        value.as_object().is_some_and(|map| map.keys().all(|key| keys.contains(&key.as_str())))
    };
    let fits = match kind {
        "short_text" | "long_text" | "rich_text" | "url" | "linked" => value.is_string(),
        "yes_no" => value.is_boolean(),
        "number" => number(value),
        "date" | "date_of_birth" => value.as_str()?.parse::<Date>().is_ok(),
        "single_select" => return option(documents, field, value),
        "multi_select" => {
            return value.as_array()?.iter().map(|value| option(documents, field, value)).collect();
        }
        "currency" => only(&["amount", "unit"]) && number(&value["amount"]) && value["unit"].is_string(),
        "currency_range" => {
            only(&["min_value", "max_value", "unit"])
                && number(&value["min_value"])
                && number(&value["max_value"])
        }
        "number_range" => {
            only(&["min_value", "max_value"]) && number(&value["min_value"]) && number(&value["max_value"])
        }
        "user" => return user(documents, value),
        _ => false,
    };
    fits.then(|| value.clone())
}

/// The name of an option that is chosen by its id or its name.
fn option(documents: &Value, field: u64, chosen: &Value) -> Option<Value> {
    let is_meant = |(id, option): &(u64, &Value)| {
        let is_chosen = chosen.as_u64() == Some(*id) || (chosen.is_string() && option["name"] == *chosen);
        is_chosen && option["custom_field_id"] == field && option["active"] != false
    };
    rows::table(documents, "custom_field_options").find(is_meant).map(|(_, option)| option["name"].clone())
}

fn user(documents: &Value, value: &Value) -> Option<Value> {
    let id = value.as_u64().or_else(|| value["user_id"].as_u64())?;
    let user = rows::find(documents, "users", id)?;
    Some(json!({"user_id": id, "name": user["name"], "email": user["primary_email"]}))
}
