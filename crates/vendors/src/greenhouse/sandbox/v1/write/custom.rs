//! Values of custom fields, as writes send them: `{id | name_key, value, unit, delete_value}`.

use serde_json::{Map, Value, json};

use super::fields::Fields;
use crate::greenhouse::sandbox::{rows, v1::errors::Refusal};

/// A record's values after those that are named were set. Fields that are not named keep theirs.
///
/// # Errors
/// 422 where a field is unknown, or a value has another form than the field.
pub fn merged(
    documents: &Value,
    field_type: &str,
    values: &Value,
    sent: Vec<Fields<'_>>,
) -> Result<Value, Refusal> {
    let mut values = values.as_object().cloned().unwrap_or_default();
    for one in sent {
        let one = one.only(&["id", "name_key", "value", "unit", "delete_value"])?;
        let defined = defined(documents, field_type, one)?;
        let key = defined["name_key"].as_str().unwrap_or_default().to_owned();
        let value = match one.value("value") {
            Some(value)
                if one.value("delete_value").is_none_or(|deleted| deleted != "true" && deleted != true) =>
            {
                formed(documents, defined, value, one.text("unit")?)?
            }
            _ => Value::Null,
        };
        if value.is_null() {
            values.remove(&key);
        } else {
            let valued = json!({"name": defined["name"], "type": defined["value_type"], "value": value});
            values.insert(key, valued);
        }
    }
    Ok(Value::Object(values))
}

fn defined<'a>(documents: &'a Value, field_type: &str, one: Fields<'_>) -> Result<&'a Value, Refusal> {
    let (id, key) = (one.id("id")?, one.text("name_key")?);
    if id.is_none() && key.is_none() {
        return Err(Refusal::missing("id"));
    }
    let named = |row: &&Value| {
        row["field_type"] == field_type
            && id.is_none_or(|id| row["id"] == id)
            && key.is_none_or(|key| row["name_key"] == key)
    };
    let found = rows::table(documents, "custom_fields").map(|(_, row)| row).find(named);
    found.ok_or_else(|| Refusal::invalid("custom_fields", "Custom field does not exist"))
}

/// A value in the form that both versions show. Choices are sent by id or by name and shown by name.
fn formed(documents: &Value, defined: &Value, value: &Value, unit: Option<&str>) -> Result<Value, Refusal> {
    let name = defined["name"].as_str().unwrap_or_default();
    let refused = |message: &str| Err(Refusal::invalid("custom_fields", format!("{name}: {message}")));
    let choice = |wanted: &Value| {
        let options = rows::table(documents, "custom_field_options").map(|(_, row)| row);
        let mut options =
            options.filter(|row| row["custom_field_id"] == defined["id"] && row["active"] != false);
        let is = |row: &&Value| {
            row["id"] == *wanted || row["name"] == *wanted || wanted.as_str() == Some(&row["id"].to_string())
        };
        options.find(is).map(|row| row["name"].clone())
    };
    match defined["value_type"].as_str().unwrap_or_default() {
        "yes_no" => match value {
            Value::Bool(_) => Ok(value.clone()),
            _ => refused("must be true or false"),
        },
        "number" => match value.as_f64().or_else(|| value.as_str()?.parse().ok()) {
            Some(_) if value.is_number() => Ok(value.clone()),
            Some(number) => Ok(json!(number)),
            None => refused("must be a number"),
        },
        "single_select" => choice(value).map_or_else(|| refused("is not one of the options"), Ok),
        "multi_select" => {
            let chosen = value.as_array().and_then(|all| all.iter().map(choice).collect::<Option<Vec<_>>>());
            chosen.map_or_else(|| refused("has to be a list of the options"), |chosen| Ok(json!(chosen)))
        }
        "date" | "date_of_birth" => match value.as_str().map(str::parse::<jiff::civil::Date>) {
            Some(Ok(_)) => Ok(value.clone()),
            _ => refused("must be a date, as in 2026-11-24"),
        },
        "currency" => match (value, unit) {
            (Value::Object(parts), _) if parts.contains_key("amount") => Ok(Value::Object(parts.clone())),
            (Value::Number(_) | Value::String(_), unit) => {
                let amount = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let (amount, told) = amount.split_once(' ').unwrap_or((&amount, ""));
                let unit = unit.or(Some(told).filter(|told| !told.is_empty()));
                match amount.parse::<f64>() {
                    Ok(_) => Ok(Value::Object(Map::from_iter([
                        ("amount".into(), json!(amount)),
                        ("unit".into(), json!(unit)),
                    ]))),
                    Err(_) => refused("must be an amount"),
                }
            }
            _ => refused("must be an amount"),
        },
        "short_text" | "long_text" | "rich_text" | "url" => match value {
            Value::String(_) => Ok(value.clone()),
            _ => refused("must be a string"),
        },
        _ => Ok(value.clone()),
    }
}
