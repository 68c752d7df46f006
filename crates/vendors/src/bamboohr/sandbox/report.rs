//! `POST reports/custom`: everyone, with the fields asked for. The vendor calls it deprecated; old clients use it.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::IntoResponse as _,
};
use connect::World;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    auth::Caller,
    body,
    computed::View,
    documents::{self, array, text},
    employees::{changed::time, read},
    errors::{Answer, Refusal},
    format, people,
    xml::Element,
};

#[derive(Default)]
struct Wanted {
    title: String,
    fields: Vec<String>,
    changed_since: Option<Timestamp>,
    employees: Vec<String>,
}

/// Makes a report in the form asked for.
pub async fn custom(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let wanted = wanted(&headers, &body)?;
    if wanted.fields.len() > read::MOST_FIELDS {
        return Err(Refusal::malformed("At most 400 fields can be asked for."));
    }
    let today = people::day(world.clock.now());
    let only_current = read::only_current(&query);
    let report = world.read(|documents| report(documents, &caller, &wanted, &today, only_current));
    match query.get("format").map(|form| form.to_lowercase()).as_deref() {
        None if caller.json => Ok(format::as_json(&report)),
        Some("json") => Ok(format::as_json(&report)),
        Some("xml") | None => Ok(format::as_xml(&xml(&report))),
        Some("csv") => Ok(([(header::CONTENT_TYPE, "text/csv")], csv(&report)).into_response()),
        Some("xls" | "pdf") => Err(Refusal::unbuilt("reports/custom in this form")),
        Some(_) => Err(Refusal::not_found("There is no such form of a report.")),
    }
}

fn wanted(headers: &HeaderMap, body: &[u8]) -> Result<Wanted, Refusal> {
    if body::is_json(headers, body) {
        let document: Value =
            serde_json::from_slice(body).map_err(|_| Refusal::malformed("Malformed JSON"))?;
        let texts = |list: &Value| array(list).iter().map(|item| text(item).into_owned()).collect();
        return Ok(Wanted {
            title: text(&document["title"]).into_owned(),
            fields: texts(&document["fields"]),
            changed_since: time(&document["filters"]["lastChanged"]["value"]),
            employees: texts(&document["filters"]["employeeIds"]),
        });
    }
    let tree = body::xml(body).filter(|tree| tree.name == "report");
    let tree = tree.ok_or_else(|| Refusal::malformed("Malformed XML"))?;
    let mut wanted = Wanted::default();
    for part in &tree.children {
        match part.name.as_str() {
            "title" => wanted.title = part.text.clone(),
            "fields" => {
                wanted.fields =
                    part.all("field").filter_map(|field| field.attribute("id").map(str::to_owned)).collect();
            }
            "filters" => {
                wanted.changed_since =
                    part.all("lastChanged").find_map(|since| time(&since.text.trim().into()));
                let ids = part.all("employeeIds").flat_map(|ids| ids.all("employeeId"));
                wanted.employees = ids.map(|id| id.text.trim().to_owned()).collect();
            }
            _ => {}
        }
    }
    Ok(wanted)
}

fn report(documents: &Value, caller: &Caller, wanted: &Wanted, today: &str, only_current: bool) -> Value {
    // Fields that do not exist or are hidden are left out without a word.
    let shown =
        wanted.fields.iter().filter_map(|name| documents::field(documents, name).map(|field| (name, field)));
    let shown: Vec<_> = shown.filter(|(_, field)| caller.rights.sees(&field.key())).collect();
    let fields: Vec<_> = shown
        .iter()
        .map(|(name, field)| json!({"id": name, "type": field.kind(), "name": field.label()}))
        .collect();
    let everyone = documents::employees(documents).into_iter();
    let everyone = everyone.filter(|(id, employee)| {
        let asked = wanted.employees.is_empty() || wanted.employees.iter().any(|wanted| wanted == id);
        asked && wanted.changed_since.is_none_or(|since| time(&employee["lastChanged"]) >= Some(since))
    });
    let employees = everyone.map(|(id, employee)| {
        let view = View { documents, id, employee, today, only_current, rights: &caller.rights };
        let cells = shown.iter().filter_map(|(name, _)| Some(((*name).clone(), view.value(name)?)));
        Value::Object(cells.chain([("id".to_owned(), id.into())]).collect::<Map<_, _>>())
    });
    json!({"title": wanted.title, "fields": fields, "employees": employees.collect::<Vec<_>>()})
}

fn xml(report: &Value) -> Element {
    let fields = array(&report["fields"]).iter().map(|field| {
        Element::new("field")
            .with("id", text(&field["id"]))
            .with("type", text(&field["type"]))
            .text(text(&field["name"]).into_owned())
    });
    Element::new("report").holding([
        Element::new("title").text(text(&report["title"]).into_owned()),
        Element::new("fields").holding(fields),
        Element::new("employees").holding(array(&report["employees"]).iter().map(read::xml)),
    ])
}

fn csv(report: &Value) -> String {
    let quoted = |value: &Value| format!("\"{}\"", text(value).replace('"', "\"\""));
    let fields = array(&report["fields"]);
    let head = fields.iter().map(|field| quoted(&field["name"])).collect::<Vec<_>>().join(",");
    let rows = array(&report["employees"]).iter().map(|employee| {
        fields.iter().map(|field| quoted(&employee[&*text(&field["id"])])).collect::<Vec<_>>().join(",")
    });
    std::iter::once(head).chain(rows).map(|line| line + "\n").collect()
}
