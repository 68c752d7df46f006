//! Which attributes a kind of record takes, and what each may be.

use axum::http::StatusCode;
use jiff::{Timestamp, civil::Date};
use serde_json::{Map, Value};

use super::problems::{attribute, blank, none_of};
use crate::pinpoint::sandbox::errors::Refusal;

/// What an attribute may be. Null is always allowed, and takes a value away.
pub enum Takes {
    /// A text.
    Text,
    /// An e-mail address.
    Email,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// A whole number.
    Integer,
    /// `YYYY-MM-DD`
    Day,
    /// A time with its offset.
    Time,
    /// Looked at by whoever writes it.
    Special,
    /// The vendor takes it; the stand-in does not build it.
    Unbuilt,
}

/// Names and what they take.
pub type Table = &'static [(&'static str, Takes)];

/// Checks every attribute against the table.
///
/// # Errors
/// 400 for one that is unknown or of another type, 501 for one that is not built, 422 for a value that is not taken.
pub fn check(place: &str, sent: &Map<String, Value>, tables: &[Table]) -> Result<(), Refusal> {
    let (mut malformed, mut wrong) = (vec![], vec![]);
    for (name, value) in sent {
        let known = tables.iter().flat_map(|table| table.iter()).find(|(known, _)| known == name);
        let Some((_, takes)) = known else {
            malformed.push(attribute(
                place,
                name,
                "is unknown or can't be written here",
                "unwritable_attribute",
            ));
            continue;
        };
        if matches!(takes, Takes::Unbuilt) {
            return Err(Refusal::unbuilt(&format!("The attribute {name}")));
        }
        if value.is_null() || matches!(takes, Takes::Special) {
            continue;
        }
        if let Some(expected) = mistyped(takes, value) {
            malformed.push(attribute(place, name, &format!("should be type {expected}"), "type_error"));
        } else if let Some((message, code)) = refused(takes, value.as_str().unwrap_or_default()) {
            wrong.push(attribute(place, name, message, code));
        }
    }
    if !malformed.is_empty() {
        return Err(Refusal::of(StatusCode::BAD_REQUEST, malformed));
    }
    none_of(wrong)
}

/// The type that was expected, where the value has another.
fn mistyped(takes: &Takes, value: &Value) -> Option<&'static str> {
    let (fits, expected) = match takes {
        Takes::Flag => (value.is_boolean(), "boolean"),
        Takes::Integer => (value.is_i64(), "integer"),
        Takes::Day => {
            (value.as_str().is_some_and(|day| day.parse::<Date>().is_ok() && day.len() == 10), "date")
        }
        Takes::Time => (value.as_str().is_some_and(|time| time.parse::<Timestamp>().is_ok()), "datetime"),
        _ => (value.is_string(), "string"),
    };
    (!fits).then_some(expected)
}

fn refused(takes: &Takes, text: &str) -> Option<(&'static str, &'static str)> {
    match takes {
        Takes::Word(words) if !words.contains(&text) => Some(("is not included in the list", "inclusion")),
        Takes::Email
            if !text.split_once('@').is_some_and(|(one, two)| !one.is_empty() && two.contains('.')) =>
        {
            Some(("is invalid", "invalid"))
        }
        _ => None,
    }
}

/// Insists on values for some attributes: all of them in `sent`, or kept in `before`.
///
/// # Errors
/// 422 naming each that is blank.
pub fn require(
    place: &str,
    sent: &Map<String, Value>,
    before: &Value,
    names: &[&str],
) -> Result<(), Refusal> {
    let is_blank = |name: &&&str| {
        let value = sent.get(**name).unwrap_or(&before[**name]);
        value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
    };
    none_of(names.iter().filter(is_blank).map(|name| blank(place, name)).collect())
}

/// Those of the table that are kept as they are sent.
pub fn kept(sent: &Map<String, Value>, table: Table) -> Map<String, Value> {
    let is_kept =
        |name: &str| table.iter().any(|(known, takes)| *known == name && !matches!(takes, Takes::Special));
    sent.iter().filter(|(name, _)| is_kept(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}
