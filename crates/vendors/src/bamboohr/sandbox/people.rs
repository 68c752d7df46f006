//! Writing an employee: what is refused, what is passed over in silence, and what is kept.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    auth::Rights,
    documents::{self, FieldDef, text},
    errors::Refusal,
    history,
    values::{accept, is_computed},
};

/// The day of a time, as the vendor writes it.
pub fn day(now: Timestamp) -> String {
    now.strftime("%Y-%m-%d").to_string()
}

/// A time as the vendor writes it.
pub fn moment(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// What was sent, by stored name, after everything that is refused was refused. Fields that the user may not
/// write, and fields that are worked out, are left out without a word, as the vendor does.
///
/// # Errors
/// 406 for a field that does not exist, 409 for a value that does not fit.
pub fn sift(
    documents: &Value,
    rights: &Rights,
    id: Option<&str>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let country = country(documents, id, sent);
    let mut kept = Map::new();
    for (name, value) in sent {
        let field = documents::field(documents, name)
            .ok_or_else(|| Refusal::unacceptable(format!("The field {name} does not exist.")))?;
        let value = accept(documents, field, value, &country).map_err(|()| misfit(field))?;
        if rights.writes(&field.key()) && !is_computed(field) {
            kept.insert(field.key().into_owned(), value);
        }
    }
    Ok(kept)
}

fn misfit(field: FieldDef) -> Refusal {
    Refusal::conflict(format!("Invalid value for the field {} ({}).", field.key(), field.label()))
}

fn country(documents: &Value, id: Option<&str>, sent: &Map<String, Value>) -> String {
    let said = sent.get("country").map(|value| text(value).into_owned());
    let said = said.or_else(|| id.map(|id| text(&documents["employees"][id]["fields"]["country"]).into()));
    let said = said.unwrap_or_default();
    let mut known = documents::array(&documents["countries"]).iter();
    known.find(|country| country["isoCode"] == said.as_str()).map_or(said, |c| text(&c["name"]).into_owned())
}

/// Refuses an address that another employee has.
pub fn refuse_duplicates(
    documents: &Value,
    id: Option<&str>,
    kept: &Map<String, Value>,
) -> Result<(), Refusal> {
    for name in ["homeEmail", "workEmail"] {
        let address = kept.get(name).map(|value| text(value).to_lowercase()).unwrap_or_default();
        let holder = documents["emails"][&address].as_str();
        if !address.is_empty() && holder.is_some_and(|holder| Some(holder) != id) {
            let message = format!("Duplicate email address: {name} is already used by another employee.");
            return Err(Refusal::conflict(message));
        }
    }
    Ok(())
}

/// Keeps the values and moves the time of the last change.
pub fn keep(documents: &mut Value, id: &str, kept: Map<String, Value>, now: Timestamp) {
    let mut columns = Vec::new();
    for (name, value) in kept {
        if let Some(mirror) = history::mirror(&name) {
            columns.push((mirror, value));
            continue;
        }
        if name == "homeEmail" || name == "workEmail" {
            move_address(documents, id, &name, &text(&value).to_lowercase());
        }
        documents["employees"][id]["fields"][name] = value;
    }
    let hired = documents["employees"][id]["fields"]["hireDate"].as_str().map(str::to_owned);
    let first = documents["employees"][id]["tables"].as_object().is_none_or(Map::is_empty);
    let day = hired.filter(|_| first).unwrap_or_else(|| day(now));
    history::write(documents, id, columns, &day);
    touch(documents, id, now);
}

/// Moves the time of the last change.
pub fn touch(documents: &mut Value, id: &str, now: Timestamp) {
    documents["employees"][id]["lastChanged"] = moment(now).into();
}

fn move_address(documents: &mut Value, id: &str, name: &str, to: &str) {
    let fields = &documents["employees"][id]["fields"];
    let from = text(&fields[name]).to_lowercase();
    let other = if name == "homeEmail" { "workEmail" } else { "homeEmail" };
    let still_used = text(&fields[other]).to_lowercase() == from;
    if let Some(emails) = documents["emails"].as_object_mut() {
        if !from.is_empty() && !still_used {
            emails.remove(&from);
        }
        if !to.is_empty() {
            emails.insert(to.to_owned(), id.into());
        }
    }
}

/// A new employee without any values yet.
pub fn open(documents: &mut Value, now: Timestamp) -> String {
    let id = documents::next(documents, "employee").to_string();
    documents["employees"][&id] =
        json!({"fields": {}, "tables": {}, "files": [], "photo": null, "created": moment(now)});
    id
}
