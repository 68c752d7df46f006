//! Finding one's way in the stand-in's documents.
//!
//! `tenant`, `users`, `fields`, `lists`, `tables`, `countries`, `provinces` and `fileCategories` are the
//! tenant's set-up; `employees` holds each employee by id as `{fields, tables, files, photo, created,
//! lastChanged}`; `emails` says whose an address is, so that a duplicate is seen without looking at everyone;
//! `counters` holds the last id given out.

use std::borrow::Cow;

use serde_json::Value;

use super::{auth::Caller, errors::Refusal};

/// A field of the tenant.
#[derive(Clone, Copy, Debug)]
pub struct FieldDef<'a> {
    definition: &'a Value,
}

impl<'a> FieldDef<'a> {
    /// The name it is stored under: its alias, or its id where it has none.
    pub fn key(self) -> Cow<'a, str> {
        self.definition["alias"].as_str().map_or_else(|| self.id(), Cow::Borrowed)
    }

    /// Its id as text.
    pub fn id(self) -> Cow<'a, str> {
        text(&self.definition["id"])
    }

    /// Its type's word.
    pub fn kind(self) -> &'a str {
        self.definition["type"].as_str().unwrap_or_default()
    }

    /// The name people read.
    pub fn label(self) -> &'a str {
        self.definition["name"].as_str().unwrap_or_default()
    }

    /// Only a name that begins with a digit can be an id: this is asked of every field for every cell.
    fn answers_to(self, name: &str) -> bool {
        let may_be_id = name.starts_with(|first: char| first.is_ascii_digit());
        self.definition["alias"] == name || (may_be_id && self.id() == name)
    }
}

/// A field by alias or id.
pub fn field<'a>(documents: &'a Value, name: &str) -> Option<FieldDef<'a>> {
    among(&documents["fields"], name)
}

/// A table's column by alias or id.
pub fn column<'a>(table: &'a Value, name: &str) -> Option<FieldDef<'a>> {
    among(&table["fields"], name)
}

fn among<'a>(definitions: &'a Value, name: &str) -> Option<FieldDef<'a>> {
    let mut all = array(definitions).iter().map(|definition| FieldDef { definition });
    all.find(|field| field.answers_to(name))
}

/// A table's definition.
pub fn table<'a>(documents: &'a Value, alias: &str) -> Option<&'a Value> {
    array(&documents["tables"]).iter().find(|table| table["alias"] == alias)
}

/// The list behind a field.
pub fn list<'a>(documents: &'a Value, field_id: &str) -> Option<&'a Value> {
    array(&documents["lists"]).iter().find(|list| text(&list["fieldId"]) == field_id)
}

/// Every employee, in the order of their ids.
pub fn employees(documents: &Value) -> Vec<(&str, &Value)> {
    let map = documents["employees"].as_object();
    let mut all: Vec<_> = map.into_iter().flatten().map(|(id, employee)| (id.as_str(), employee)).collect();
    all.sort_by_cached_key(|(id, _)| id.parse::<u64>().unwrap_or(u64::MAX));
    all
}

/// The employee a path names, `0` being the caller's own.
pub fn employee<'a>(documents: &'a Value, caller: &Caller, id: &str) -> Result<(String, &'a Value), Refusal> {
    let id = own(caller, id)?;
    let found = documents["employees"].get(&id).filter(|employee| employee.is_object());
    Ok((id, found.ok_or_else(missing)?))
}

/// The same, to be changed.
pub fn employee_mut<'a>(
    documents: &'a mut Value,
    caller: &Caller,
    id: &str,
) -> Result<(String, &'a mut Value), Refusal> {
    let id = own(caller, id)?;
    let found = documents["employees"].get_mut(&id).filter(|employee| employee.is_object());
    Ok((id, found.ok_or_else(missing)?))
}

fn own(caller: &Caller, id: &str) -> Result<String, Refusal> {
    if id == "0" { caller.employee.clone().ok_or_else(missing) } else { Ok(id.to_owned()) }
}

fn missing() -> Refusal {
    Refusal::not_found("The employee does not exist.")
}

/// The next id of a kind.
pub fn next(documents: &mut Value, kind: &str) -> u64 {
    let next = documents["counters"][kind].as_u64().unwrap_or_default() + 1;
    documents["counters"][kind] = next.into();
    next
}

/// An array, or nothing.
pub fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text or a number as text.
pub fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed(""),
        Value::Array(items) => Cow::Owned(items.iter().map(text).collect::<Vec<_>>().join(",")),
        other => Cow::Owned(other.to_string()),
    }
}

/// Yes or no, in the vendor's words.
pub fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
