//! Reading, making, changing and removing entries.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::{Map, Value, json};

use super::{Resource, definitions, show::show};
use crate::intellihr::sandbox::{
    call::Call,
    custom_fields,
    documents::{array, entry, missing, plain},
    envelope,
    errors::{Answer, Refusal},
    ids,
    query::{Askable, Query},
    sent::Sent,
    shape::{self, Field},
};

type Worlds = State<Arc<World>>;

/// Lists the entries.
pub async fn list(
    resource: &'static Resource,
    State(world): Worlds,
    Extension(call): Extension<Call>,
) -> Answer {
    let query = Query::read(&call, &Askable { filters: resource.filters, ..Askable::default() })?;
    world.read(|documents| {
        let all = array(&documents["lists"][resource.path]).iter();
        let fits = |entry: &Value, name: &str, value: &str| plain(&entry[name]).eq_ignore_ascii_case(value);
        let rows: Vec<&Value> =
            all.filter(|entry| query.passes(|name, value| fits(entry, name, value))).collect();
        Ok(envelope::page(&call, &query, &rows, |entry| show(documents, &call, resource, entry)))
    })
}

/// Reads an entry.
pub async fn read(
    resource: &'static Resource,
    State(world): Worlds,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    world.read(|documents| {
        let found = entry(documents, resource.path, &id).ok_or_else(|| missing(resource.path, &id))?;
        envelope::one(&call, show(documents, &call, resource, found))
    })
}

/// Makes an entry.
pub async fn add(
    resource: &'static Resource,
    State(world): Worlds,
    Extension(call): Extension<Call>,
    Sent(mut sent): Sent,
) -> Answer {
    let fields = resource.add.unwrap_or_default();
    shape::check(&sent, fields)?;
    world.change(|documents| {
        let kept = prepare(documents, resource, None, &mut sent)?;
        let mut made = blank(fields);
        made.extend(kept);
        if resource.can_be_disabled() {
            let enabled = made.get("isEnabled") != Some(&Value::Bool(false));
            made.insert("isEnabled".into(), enabled.into());
        }
        made.insert("id".into(), ids::fresh(documents).into());
        let made = Value::Object(made);
        let shown = show(documents, &call, resource, &made);
        if let Some(all) = documents["lists"][resource.path].as_array_mut() {
            all.push(made);
        }
        envelope::created(&call, shown)
    })
}

fn blank(fields: &[Field]) -> Map<String, Value> {
    let kept = fields.iter().filter(|field| !field.is_unbuilt() && field.name() != "selectDefinition");
    kept.map(|field| (field.name().to_owned(), Value::Null)).collect()
}

/// Changes the fields that are sent.
pub async fn change(
    resource: &'static Resource,
    State(world): Worlds,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(mut sent): Sent,
) -> Answer {
    shape::check_change(&sent, resource.change.unwrap_or_default())?;
    world.change(|documents| {
        let held = entry(documents, resource.path, &id).ok_or_else(|| missing(resource.path, &id))?.clone();
        let kept = prepare(documents, resource, Some(&held), &mut sent)?;
        let mut changed = held;
        for (name, value) in kept {
            changed[name] = value;
        }
        let shown = show(documents, &call, resource, &changed);
        let all = documents["lists"][resource.path].as_array_mut();
        if let Some(held) = all.into_iter().flatten().find(|entry| entry["id"] == id.as_str()) {
            *held = changed;
        }
        envelope::one(&call, shown)
    })
}

fn prepare(
    documents: &mut Value,
    resource: &Resource,
    held: Option<&Value>,
    sent: &mut Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    if resource.path == "custom-field-definitions" {
        definitions::prepare(documents, held, sent)?;
    }
    let mut wrong = vec![];
    for (field, list) in [("parentId", resource.path), ("skillDisciplineId", "skill-disciplines")] {
        if let Some(id) = sent.get(field).and_then(Value::as_str) {
            let itself = held.is_some_and(|held| held["id"] == id);
            if itself || entry(documents, list, id).is_none() {
                wrong.push(format!("The {field} names nothing of {list}."));
            }
        }
    }
    if let Some(model) = resource.model {
        let values = custom_fields::accept(documents, model, sent.get("customFields"), &mut wrong);
        let mut kept =
            held.map(|held| held["customFields"].clone()).filter(Value::is_object).unwrap_or(json!({}));
        values.into_iter().for_each(|(name, value)| kept[name] = value);
        sent.insert("customFields".into(), kept);
    }
    if wrong.is_empty() { Ok(std::mem::take(sent)) } else { Err(Refusal::bad(wrong)) }
}

/// Removes an entry that nobody uses.
pub async fn remove(resource: &'static Resource, State(world): Worlds, Path(id): Path<String>) -> Answer {
    world.change(|documents| {
        entry(documents, resource.path, &id).ok_or_else(|| missing(resource.path, &id))?;
        if is_used(documents, &id) {
            return Err(Refusal::one("It is in use and can't be deleted."));
        }
        if let Some(all) = documents["lists"][resource.path].as_array_mut() {
            all.retain(|entry| entry["id"] != id.as_str());
        }
        envelope::nothing()
    })
}

/// Whether a job, or an entry below it, refers to an id.
fn is_used(documents: &Value, id: &str) -> bool {
    let names = |record: &Value| {
        record
            .as_object()
            .is_some_and(|fields| fields.iter().any(|(name, value)| name != "id" && value == id))
    };
    let mut jobs = documents["jobs"].as_object().into_iter().flat_map(Map::values);
    let lists = documents["lists"].as_object().into_iter().flat_map(Map::values);
    jobs.any(names) || lists.flat_map(array).any(names)
}
