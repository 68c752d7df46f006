//! `POST employees/{id}/tables/{table}`, `POST` and `DELETE` of a row

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse as _,
};
use connect::World;
use serde_json::{Map, Value, json};

use crate::bamboohr::sandbox::{
    auth::Caller,
    body,
    documents::{self, array},
    errors::{Answer, Refusal},
    format, history, people,
    values::accept,
};

/// Adds a row. There is no body and no `Location`: the new row's id has to be looked up.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path((id, table)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let sent = body::fields(&headers, &body, "row")?;
    write(&world, &caller, &id, &table, None, &sent)
}

/// Changes the columns that are sent, and no others.
pub async fn change(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path((id, table, row)): Path<(String, String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let sent = body::fields(&headers, &body, "row")?;
    write(&world, &caller, &id, &table, Some(&row), &sent)
}

fn write(
    world: &World,
    caller: &Caller,
    id: &str,
    table: &str,
    row: Option<&str>,
    sent: &Map<String, Value>,
) -> Answer {
    let now = world.clock.now();
    world.change(|documents| {
        let (id, place) = find(documents, caller, id, table, row)?;
        let kept = sift(documents, caller, table, sent)?;
        let date = history::date_column(table);
        if row.is_none() && kept.get(date).is_none_or(Value::is_null) {
            return Err(Refusal::malformed(format!("Required fields are missing: {date}.")));
        }
        let target = history::next_row(documents, &id, table, place);
        kept.into_iter().for_each(|(name, value)| target[name] = value);
        people::touch(documents, &id, now);
        Ok(StatusCode::OK.into_response())
    })
}

/// The employee, and the place of the row where one is named.
fn find(
    documents: &Value,
    caller: &Caller,
    id: &str,
    table: &str,
    row: Option<&str>,
) -> Result<(String, Option<usize>), Refusal> {
    let missing = |what| Refusal::not_found(format!("The {what} does not exist."));
    let (id, employee) = documents::employee(documents, caller, id)?;
    documents::table(documents, table).ok_or_else(|| missing("table"))?;
    if !caller.rights.writes(table) {
        return Err(Refusal::forbidden(format!("The user may not change the table {table}.")));
    }
    let Some(row) = row else { return Ok((id, None)) };
    let place = array(&employee["tables"][table]).iter().position(|known| known["id"] == row);
    Ok((id, Some(place.ok_or_else(|| missing("row"))?)))
}

fn sift(
    documents: &Value,
    caller: &Caller,
    table: &str,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, Refusal> {
    let definition = documents::table(documents, table).unwrap_or(&Value::Null);
    let mut kept = Map::new();
    for (name, value) in sent {
        let column = documents::column(definition, name)
            .ok_or_else(|| Refusal::unacceptable(format!("The table {table} has no field {name}.")))?;
        let value = accept(documents, column, value, "").map_err(|()| {
            Refusal::unacceptable(format!(
                "Invalid value for the field {} ({}).",
                column.key(),
                column.label()
            ))
        })?;
        if caller.rights.writes(&format!("{table}.{}", column.key())) {
            kept.insert(column.key().into_owned(), value);
        }
    }
    if kept.is_empty() {
        return Err(Refusal::malformed("No field was sent that the user may change."));
    }
    Ok(kept)
}

/// Takes a row away. A row that is not there is said in the answer, with status 200.
pub async fn remove(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path((id, table, row)): Path<(String, String, String)>,
) -> Answer {
    let now = world.clock.now();
    world.change(|documents| {
        let (id, _) = find(documents, &caller, &id, &table, None)?;
        let rows = &mut documents["employees"][&id]["tables"][&table];
        let place = array(rows).iter().position(|known| known["id"] == row.as_str());
        let (Some(place), Some(rows)) = (place, rows.as_array_mut()) else {
            return Ok(format::as_json(&json!({"success": false, "error": "The row was not found."})));
        };
        rows.remove(place);
        people::touch(documents, &id, now);
        Ok(format::as_json(&json!({"success": true})))
    })
}
