//! The fields that a write takes. v3 refuses every other one.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::greenhouse::sandbox::{
    rows,
    v3::{
        errors::{Refusal, wrong},
        moment,
    },
};

/// The fields of a body: the name, what it takes, and whether it has to be there.
pub type Fields = &'static [(&'static str, Takes, Needed)];

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// It has.
    Required,
    /// It may be missing or null.
    Optional,
}

pub use Needed::{Optional, Required};

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// A whole number; whether there is such a row is not looked at.
    Number,
    /// The id of a row of that table.
    Id(&'static str),
    /// Ids of rows of that table.
    Ids(&'static str),
    /// Texts.
    Texts,
    /// Ways to reach somebody: `{value, type}`, the type being one of these words; none where there are no types.
    Contacts(&'static [&'static str]),
    /// A whole time.
    Moment,
    /// A day.
    Day,
    /// An object, whose fields are looked at by whoever takes it.
    Object,
    /// A list, whose entries are looked at by whoever takes it.
    List,
}

/// Checks a body.
///
/// # Errors
/// 422 with everything that is wrong with it.
pub fn check(documents: &Value, body: &Map<String, Value>, fields: Fields) -> Result<(), Refusal> {
    let known = |name: &str| fields.iter().any(|(known, ..)| *known == name);
    let strange = body.keys().filter(|name| !known(name));
    let mut errors: Vec<Value> =
        strange.map(|name| wrong(name, "object property is a disallowed additional property")).collect();
    for (name, takes, needed) in fields {
        let sent = body.get(*name).filter(|value| !value.is_null());
        match sent {
            None if *needed == Required => errors.push(wrong(name, "is missing")),
            None => {}
            Some(value) => errors.extend(fault(documents, *takes, value).map(|why| wrong(name, why))),
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::all(errors)) }
}

fn fault(documents: &Value, takes: Takes, value: &Value) -> Option<String> {
    let is_not = |what: &str| Some(format!("`{value}` is not {what}"));
    let is_there =
        |table: &str, id: &Value| id.as_u64().is_some_and(|id| rows::find(documents, table, id).is_some());
    match takes {
        Takes::Text if !value.is_string() => is_not("a string"),
        Takes::Word(words) if !words.iter().any(|word| *value == **word) => {
            is_not(&format!("one of: {}", words.join(", ")))
        }
        Takes::Flag if !value.is_boolean() => is_not("a boolean"),
        Takes::Number | Takes::Id(_) if !value.is_u64() => is_not("an integer"),
        Takes::Id(table) if !is_there(table, value) => Some(format!("there is no row {value} in {table}")),
        Takes::Object if !value.is_object() => is_not("an object"),
        Takes::List | Takes::Ids(_) | Takes::Texts | Takes::Contacts(_) if !value.is_array() => {
            is_not("an array")
        }
        Takes::Moment if value.as_str().and_then(moment::asked).is_none() => {
            Some(format!("{value} does not match format: date-time"))
        }
        Takes::Day if value.as_str().and_then(|day| day.parse::<Date>().ok()).is_none() => {
            Some(format!("{value} does not match format: date"))
        }
        Takes::Ids(table) => {
            let missing = entries(value).find(|id| !is_there(table, id));
            missing.map(|id| format!("there is no row {id} in {table}"))
        }
        Takes::Texts => {
            entries(value).find(|text| !text.is_string()).map(|text| format!("`{text}` is not a string"))
        }
        Takes::Contacts(words) => entries(value).find_map(|contact| contact_fault(contact, words)),
        _ => None,
    }
}

fn contact_fault(contact: &Value, words: &[&str]) -> Option<String> {
    let keys: &[&str] = if words.is_empty() { &["value"] } else { &["value", "type"] };
    let has = |key: &&&str| contact[**key].as_str().is_some_and(|text| !text.is_empty());
    let whole =
        contact.as_object().is_some_and(|contact| contact.keys().all(|key| keys.contains(&key.as_str())));
    if !whole || keys.iter().filter(has).count() < keys.len() {
        return Some(format!("`{contact}` is not an object of {}", keys.join(" and ")));
    }
    let kind = &contact["type"];
    let is_known = words.is_empty() || words.iter().any(|word| *kind == **word);
    (!is_known).then(|| format!("`{kind}` is not one of: {}", words.join(", ")))
}

/// The entries of a list.
pub fn entries(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A field that was sent, null included.
pub fn sent<'b>(body: &'b Map<String, Value>, name: &str) -> &'b Value {
    body.get(name).unwrap_or(&Value::Null)
}
