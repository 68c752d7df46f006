//! `GET employees/{id}/tables/{table}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::{Map, Value};

use crate::bamboohr::sandbox::{
    auth::Caller,
    documents::{self, array, text},
    errors::{Answer, Refusal},
    format,
    xml::Element,
};

/// Lists the rows of one employee, or of `all`.
pub async fn list(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path((id, table)): Path<(String, String)>,
) -> Answer {
    world.read(|documents| {
        let definition = documents::table(documents, &table)
            .ok_or_else(|| Refusal::not_found("The table does not exist."))?;
        let rows: Vec<Value> = if id == "all" {
            let everyone = documents::employees(documents);
            everyone.iter().flat_map(|(id, employee)| rows(&caller, definition, id, employee)).collect()
        } else {
            let (id, employee) = documents::employee(documents, &caller, &id)?;
            rows(&caller, definition, &id, employee).collect()
        };
        Ok(format::document(&caller, rows.into(), xml))
    })
}

/// An employee's rows with every column the user may see, empty ones too.
pub fn rows<'a>(
    caller: &'a Caller,
    definition: &'a Value,
    id: &'a str,
    employee: &'a Value,
) -> impl Iterator<Item = Value> + 'a {
    let table = definition["alias"].as_str().unwrap_or_default();
    array(&employee["tables"][table]).iter().map(move |row| {
        let ids = [("id", row["id"].clone()), ("employeeId", id.into())];
        let mut shown: Map<String, Value> =
            ids.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        let names = array(&definition["fields"]).iter().filter_map(|column| column["alias"].as_str());
        let seen =
            names.filter(|name| caller.rights.sees(table) && caller.rights.sees(&format!("{table}.{name}")));
        shown.extend(seen.map(|name| (name.to_owned(), cell(&row[name]))));
        Value::Object(shown)
    })
}

fn cell(value: &Value) -> Value {
    if value.is_null() { "".into() } else { value.clone() }
}

/// `<table><row id="1" employeeId="7"><field id="date">…</field></row></table>`
pub fn xml(rows: &Value) -> Element {
    Element::new("table").holding(array(rows).iter().map(|row| {
        let columns = row.as_object().into_iter().flatten();
        let columns = columns.filter(|(name, _)| !["id", "employeeId"].contains(&name.as_str()));
        Element::new("row").with("id", text(&row["id"])).with("employeeId", text(&row["employeeId"])).holding(
            columns.map(|(name, value)| {
                let field = Element::new("field").with("id", name);
                match value.as_object() {
                    Some(amount) => field
                        .with("currency", text(amount.get("currency").unwrap_or(&Value::Null)))
                        .text(text(amount.get("value").unwrap_or(&Value::Null)).into_owned()),
                    None => field.text(text(value).into_owned()),
                }
            }),
        )
    }))
}
