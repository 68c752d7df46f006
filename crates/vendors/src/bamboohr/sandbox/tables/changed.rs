//! `GET employees/changed/tables/{table}`

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Query, State},
};
use connect::World;
use serde_json::{Map, Value, json};

use crate::bamboohr::sandbox::{
    auth::Caller,
    documents::{self, text},
    employees::changed::{since, time},
    errors::{Answer, Refusal},
    format,
    xml::Element,
};

/// Lists all rows of everyone of whom anything changed since a time.
pub async fn list(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(table): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let since = since(&query)?;
    world.read(|documents| {
        let definition = documents::table(documents, &table)
            .ok_or_else(|| Refusal::not_found("The table does not exist."))?;
        let everyone = documents::employees(documents).into_iter();
        let changed = everyone.filter(|(_, employee)| time(&employee["lastChanged"]) >= Some(since));
        let entries = changed.map(|(id, employee)| {
            let rows: Vec<Value> = super::read::rows(&caller, definition, id, employee).collect();
            (id.to_owned(), json!({"lastChanged": employee["lastChanged"], "rows": rows}))
        });
        let json = json!({"table": table, "employees": entries.collect::<Map<_, _>>()});
        Ok(format::document(&caller, json, xml))
    })
}

fn xml(changed: &Value) -> Element {
    let people = changed["employees"].as_object().into_iter().flatten();
    Element::new("table").with("id", text(&changed["table"])).holding(people.map(|(id, entry)| {
        let rows = super::read::xml(&entry["rows"]).children;
        Element::new("employee").with("id", id).with("lastChanged", text(&entry["lastChanged"])).holding(rows)
    }))
}
