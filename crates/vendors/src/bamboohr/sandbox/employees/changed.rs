//! `GET employees/changed`

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    extract::{Query, State},
};
use connect::World;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::bamboohr::sandbox::{
    auth::Caller,
    documents::{self, text},
    errors::{Answer, Refusal},
    format, people,
    xml::Element,
};

/// Lists who was added or changed since a time. Nobody is ever deleted through this API.
pub async fn list(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let since = since(&query)?;
    let kind = query.get("type").map_or("all", String::as_str);
    if !["inserted", "updated", "deleted", "all"].contains(&kind) {
        return Err(Refusal::malformed("type is none of inserted, updated, deleted, all."));
    }
    world.read(|documents| {
        let mut latest = since;
        let mut changed = Map::new();
        for (id, employee) in documents::employees(documents) {
            let Some(last) = time(&employee["lastChanged"]).filter(|last| *last >= since) else { continue };
            let is_new = time(&employee["created"]).is_some_and(|created| created >= since);
            let action = if is_new { "Inserted" } else { "Updated" };
            if kind == "all" || kind.eq_ignore_ascii_case(action) {
                latest = latest.max(last);
                let entry = json!({"id": id, "action": action, "lastChanged": employee["lastChanged"]});
                changed.insert(id.to_owned(), entry);
            }
        }
        let latest = people::moment(latest);
        Ok(format::document(&caller, json!({"latest": latest, "employees": changed}), xml))
    })
}

/// The time after which the caller wants to know of changes.
pub fn since(query: &HashMap<String, String>) -> Result<Timestamp, Refusal> {
    let since = query.get("since").and_then(|since| since.parse().ok());
    since.ok_or_else(|| Refusal::malformed("since is missing or is not an ISO 8601 time."))
}

/// A time of the documents.
pub fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

fn xml(changed: &Value) -> Element {
    let people = changed["employees"].as_object().into_iter().flatten();
    Element::new("employees").with("latest", text(&changed["latest"])).holding(people.map(|(id, entry)| {
        Element::new("employee")
            .with("id", id)
            .with("action", text(&entry["action"]))
            .with("lastChanged", text(&entry["lastChanged"]))
    }))
}
