//! The values of a record's custom fields, which v1 tells twice: bare, and with name and type.

use serde_json::{Map, Value};

/// Adds `custom_fields` and `keyed_custom_fields` to what is shown of a row.
pub fn add(shown: &mut Value, values: &Value) {
    let values = values.as_object().cloned().unwrap_or_default();
    let bare: Map<_, _> = values.iter().map(|(key, valued)| (key.clone(), valued["value"].clone())).collect();
    shown["custom_fields"] = Value::Object(bare);
    shown["keyed_custom_fields"] = Value::Object(values);
}
