//! The value of a custom field, sent under the name of its kind and kept as a text.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{
    attributes::{Table, Takes},
    custom_fields::known_options,
    problems::{attribute, invalid},
};
use crate::pinpoint::sandbox::errors::{Problem, Refusal};

/// The names under which values are sent: the field's kind, and `_value`.
pub const TABLE: Table = &[
    ("varchar_value", Takes::Special),
    ("text_value", Takes::Special),
    ("integer_value", Takes::Special),
    ("decimal_value", Takes::Special),
    ("date_value", Takes::Special),
    ("boolean_value", Takes::Special),
    ("single_select_value", Takes::Special),
    ("multi_select_value", Takes::Special),
    ("users_value", Takes::Special),
];

/// The letters that a varchar holds.
const LONGEST: usize = 255;

/// What is kept of the value that is sent for a field: `value`, and of a choice also `option_value` and
/// `option_label`.
///
/// # Errors
/// 422 where there is none, where there are several, where it is of another kind than the field, or where it does
/// not fit.
pub fn accept(
    documents: &Value,
    place: &str,
    field: &str,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let kind = documents["resources"]["custom_fields"][field]["attributes"]["field_type"].as_str();
    let wanted = format!("{}_value", kind.unwrap_or_default());
    let wrong = |message: &str, code: &str| attribute(place, &wanted, message, code);
    let others =
        TABLE.iter().map(|(name, _)| *name).filter(|name| sent.contains_key(*name) && *name != wanted);
    let others: Vec<Problem> = others
        .map(|name| attribute(place, name, "does not match the type of the field", "invalid"))
        .collect();
    if !others.is_empty() {
        return Err(invalid(others));
    }
    let value = sent.get(&wanted).filter(|value| !value.is_null());
    let value = value.ok_or_else(|| invalid(vec![wrong("can't be blank", "blank")]))?;
    let options = known_options(documents, field);
    let kept = keep(documents, kind.unwrap_or_default(), value, &options);
    kept.map_err(|(message, code)| invalid(vec![wrong(message, code)]))
}

type Wrong = (&'static str, &'static str);

const INVALID: Wrong = ("is invalid", "invalid");
const NO_OPTION: Wrong = ("is not included in the list", "inclusion");

fn keep(
    documents: &Value,
    kind: &str,
    value: &Value,
    options: &[(String, String)],
) -> Result<Map<String, Value>, Wrong> {
    let text = || value.as_str().ok_or(INVALID);
    let plain = |value: String| Map::from_iter([("value".to_owned(), value.into())]);
    match kind {
        "varchar" if text()?.chars().count() > LONGEST => {
            Err(("is too long (maximum is 255 characters)", "too_long"))
        }
        "varchar" | "text" => Ok(plain(text()?.to_owned())),
        "integer" => Ok(plain(value.as_i64().ok_or(INVALID)?.to_string())),
        "decimal" if text()?.parse::<f64>().is_ok_and(f64::is_finite) => Ok(plain(text()?.to_owned())),
        "date" if text()?.parse::<Date>().is_ok() => Ok(plain(text()?.to_owned())),
        "boolean" => Ok(plain(value.as_bool().ok_or(INVALID)?.to_string())),
        "single_select" => {
            let (label, value) = option(options, value).ok_or(NO_OPTION)?;
            let mut kept = plain(value.clone());
            kept.insert("option_value".into(), value.as_str().into());
            kept.insert("option_label".into(), label.as_str().into());
            Ok(kept)
        }
        "multi_select" => {
            let chosen = value.as_array().ok_or(INVALID)?.iter().map(|one| option(options, one));
            let chosen: Vec<_> = chosen.collect::<Option<_>>().ok_or(NO_OPTION)?;
            Ok(plain(chosen.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")))
        }
        "users" => {
            let id = |one: &Value| Some(one.as_str()?.to_owned()).or_else(|| Some(one.as_u64()?.to_string()));
            let there = |id: &String| documents["resources"]["users"][id].is_object();
            let ids: Option<Vec<_>> =
                value.as_array().ok_or(INVALID)?.iter().map(|one| id(one).filter(there)).collect();
            Ok(plain(ids.ok_or(NO_OPTION)?.join(", ")))
        }
        _ => Err(INVALID),
    }
}

/// The option that a value or a label names.
fn option<'o>(options: &'o [(String, String)], sent: &Value) -> Option<&'o (String, String)> {
    let sent = sent.as_str()?;
    options
        .iter()
        .find(|(_, value)| value == sent)
        .or_else(|| options.iter().find(|(label, _)| label == sent))
}
