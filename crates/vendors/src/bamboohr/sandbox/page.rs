//! The employee's page on the web: a plain view of the documents, so that a link leads somewhere. It is ours.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{Html, IntoResponse as _, Response},
};
use connect::World;
use quick_xml::escape::escape;
use serde_json::Value;

use super::documents::{array, text};

/// Shows an employee's fields, table rows and files.
pub async fn show(State(world): State<Arc<World>>, Query(query): Query<HashMap<String, String>>) -> Response {
    let id = query.get("id").map(String::as_str).unwrap_or_default();
    let page = world.read(|documents| {
        let employee = documents["employees"].get(id)?;
        Some(page(&text(&documents["tenant"]["displayName"]), id, employee))
    });
    match page {
        Some(page) => Html(page).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such employee in this sandbox.").into_response(),
    }
}

fn page(company: &str, id: &str, employee: &Value) -> String {
    let name =
        format!("{} {}", text(&employee["fields"]["firstName"]), text(&employee["fields"]["lastName"]));
    let photo = employee["photo"]["content"].as_str().map_or_else(String::new, |content| {
        format!("<img src=\"data:image;base64,{content}\" alt=\"\" width=\"150\" height=\"150\">")
    });
    let tables = employee["tables"].as_object().into_iter().flatten().map(|(table, rows)| {
        let rows: String = array(rows).iter().map(definitions).collect();
        format!("<h2>{}</h2>{rows}", escape(table.as_str()))
    });
    let files = array(&employee["files"]).iter();
    let files: String = files.map(|file| format!("<li>{}</li>", escape(text(&file["name"])))).collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{name} – {company} (sandbox)</title>\
         <style>body{{font:16px/1.5 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem}}\
         dl{{display:grid;grid-template-columns:14rem 1fr;gap:.2rem 1rem;margin:0 0 1rem}}dd{{margin:0}}\
         dt{{color:#555}}</style>\
         <p>Sandbox of {company}: nothing here is real.</p><h1>{name}</h1>{photo}<p>Employee {id}</p>\
         {fields}{tables}<h2>Files</h2><ul>{files}</ul></html>",
        name = escape(&name),
        company = escape(company),
        id = escape(id),
        fields = definitions(&employee["fields"]),
        tables = tables.collect::<String>(),
    )
}

fn definitions(values: &Value) -> String {
    let shown = values.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let shown = shown.map(|(name, value)| {
        let value = match value {
            amount @ Value::Object(_) => format!("{} {}", text(&amount["value"]), text(&amount["currency"])),
            other => text(other).into_owned(),
        };
        format!("<dt>{}</dt><dd>{}</dd>", escape(name.as_str()), escape(&value))
    });
    format!("<dl>{}</dl>", shown.collect::<String>())
}
