//! The fields that the company's administrators added, and their values. Both versions tell a record's values by the
//! same keys, which stay the same from one to the other.

use std::collections::BTreeMap;

use model::{
    field::FieldKind,
    note::Note,
    remote::{FieldSubject, RemoteField, RemoteValue},
};
use serde::Deserialize;
use serde_json::{Value, json};

/// A record's values by the keys of their fields.
pub type Values = BTreeMap<String, Valued>;

/// A value with the name and the kind of its field.
#[derive(Clone, Debug, Deserialize)]
pub struct Valued {
    /// The name people read.
    pub name: String,
    /// The kind, in the vendor's word.
    #[serde(rename = "type")]
    pub kind: String,
    /// The value, in a form that depends on the kind.
    #[serde(default)]
    pub value: Value,
}

/// A field as it is defined there.
#[derive(Clone, Debug, Deserialize)]
pub struct Defined {
    /// Its number.
    pub id: u64,
    /// What it is a field of, in the vendor's word.
    pub field_type: String,
    /// The name people read.
    pub name: String,
    /// What it holds, in the vendor's word.
    pub value_type: String,
    /// The key under which records tell its values.
    pub name_key: String,
    /// Whether it is in use.
    #[serde(default)]
    pub active: Option<bool>,
    /// What can be chosen, where v1 tells it along.
    #[serde(default)]
    pub custom_field_options: Vec<Choice>,
}

/// One thing that can be chosen.
#[derive(Clone, Debug, Deserialize)]
pub struct Choice {
    /// The field it belongs to, where v3 tells it.
    #[serde(default)]
    pub custom_field_id: Option<u64>,
    /// The name people read.
    pub name: String,
    /// Its place among the others; v1 calls it a priority.
    #[serde(default, alias = "priority")]
    pub sort_order: i64,
    /// Whether it can still be chosen.
    #[serde(default)]
    pub active: Option<bool>,
}

/// What can still be chosen, in the order in which people see it.
pub fn choices(mut all: Vec<Choice>) -> Vec<String> {
    all.retain(|choice| choice.active != Some(false));
    all.sort_by_key(|choice| choice.sort_order);
    all.into_iter().map(|choice| choice.name).collect()
}

/// The identifier of a field here: a key is unique among the fields of one kind of record only.
pub fn identifier(field_type: &str, key: &str) -> String {
    format!("{field_type}.{key}")
}

/// What an identifier was made of.
pub fn parts(identifier: &str) -> Option<(&str, &str)> {
    identifier.split_once('.')
}

/// A field in our terms, or why it has no place here.
pub fn field(defined: &Defined, options: Vec<String>) -> Result<RemoteField, String> {
    let left_out = |why: &str| Err(format!("The custom field “{}” {why}; it was left out.", defined.name));
    let subject = match defined.field_type.as_str() {
        "candidate" => FieldSubject::Candidate,
        "application" => FieldSubject::Application,
        "job" => FieldSubject::Job,
        other => return left_out(&format!("belongs to {}", other.replace('_', " "))),
    };
    let kind = match defined.value_type.as_str() {
        // What has a unit or two ends is kept as it reads.
        "short_text" | "url" | "currency" | "currency_range" | "number_range" => FieldKind::ShortText,
        "long_text" | "rich_text" => FieldKind::LongText,
        "yes_no" => FieldKind::Boolean,
        "single_select" => FieldKind::SingleSelect,
        "multi_select" => FieldKind::MultiSelect,
        "number" => FieldKind::Decimal,
        "date" | "date_of_birth" => FieldKind::Date,
        "user" => return left_out("chooses users"),
        _ => return left_out("holds something that has no place here"),
    };
    Ok(RemoteField {
        external_id: identifier(&defined.field_type, &defined.name_key),
        name: defined.name.clone(),
        subject,
        kind,
        options,
    })
}

/// A record's values in the form that our fields keep.
pub fn values(field_type: &str, values: &Values, notes: &mut Vec<Note>) -> Vec<RemoteValue> {
    let mut told = Vec::new();
    for (key, valued) in values {
        if valued.kind == "user" || valued.value.is_null() {
            continue;
        }
        match text(&valued.value) {
            Some(text) if text.is_empty() => {}
            Some(value) => told.push(RemoteValue { field: identifier(field_type, key), value }),
            None => {
                let text = format!(
                    "The value of “{}” has a form that is not documented and was left out.",
                    valued.name
                );
                notes.push(Note::on("fields", text));
            }
        }
    }
    told
}

/// A value as text: several choices one a line, an amount with its unit, a range with both ends.
pub fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(choices) => choices.iter().map(text).collect::<Option<Vec<_>>>()?.join("\n"),
        Value::Object(parts) => {
            let part = |name: &str| parts.get(name).and_then(text).filter(|text| !text.is_empty());
            let amount = match (part("amount").or(part("value")), part("min_value"), part("max_value")) {
                (Some(amount), ..) => amount,
                (None, Some(least), Some(most)) => format!("{least}–{most}"),
                _ => return None,
            };
            [Some(amount), part("unit")].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    })
}

/// What is sent for a text: the form that the field's kind has there.
pub fn sent(value_type: &str, value: &str) -> Value {
    if value.is_empty() {
        return Value::Null;
    }
    match value_type {
        "yes_no" => Value::Bool(value == "true"),
        "number" => value.parse::<serde_json::Number>().map_or_else(|_| value.into(), Value::Number),
        "multi_select" => value.lines().collect(),
        // As it reads, an amount with its unit; what is none is sent as it is, and refused there at its field.
        "currency" => match value.split_once(' ') {
            Some((amount, unit)) => json!({"amount": amount, "unit": unit}),
            None => value.into(),
        },
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_a_value_becomes_a_text() {
        for (value, expected) in [
            (json!("  a line "), Some("a line")),
            (json!(true), Some("true")),
            (json!(4.5), Some("4.5")),
            (json!(["Red", "Blue"]), Some("Red\nBlue")),
            (json!({"amount": 5000, "unit": "EUR"}), Some("5000 EUR")),
            (json!({"min_value": "1", "max_value": 2, "unit": "USD"}), Some("1–2 USD")),
            (json!({"odd": 1}), None),
        ] {
            assert_eq!(text(&value).as_deref(), expected, "{value}");
        }
        for (kind, value, expected) in [
            ("yes_no", "false", json!(false)),
            ("number", "4.5", json!(4.5)),
            ("multi_select", "Red\nBlue", json!(["Red", "Blue"])),
            ("currency", "5000 EUR", json!({"amount": "5000", "unit": "EUR"})),
            ("short_text", "", json!(null)),
        ] {
            assert_eq!(sent(kind, value), expected);
        }
    }
}
