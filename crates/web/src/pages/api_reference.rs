//! The API's reference, drawn from its description, so that it says what the code does.

use std::collections::BTreeMap;

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde_json::Value;

use crate::{
    access::{Access, Route, get},
    api::v1,
    shell::{Shell, page_with},
};

/// The route of this page.
pub fn routes() -> Vec<Route> {
    vec![get("/api-reference", Access::SignedIn, show)]
}

#[derive(Template)]
#[template(path = "api_reference.html")]
struct ReferencePage {
    shell: Shell,
    groups: Vec<Group>,
    schemas: Vec<Schema>,
}

struct Group {
    anchor: String,
    name: String,
    operations: Vec<Operation>,
}

struct Operation {
    method: String,
    path: String,
    summary: String,
    permission: String,
    parameters: Vec<Parameter>,
    body: String,
    answers: Vec<Answer>,
}

struct Parameter {
    name: String,
    place: String,
    required: bool,
    told: String,
}

struct Answer {
    status: String,
    told: String,
    schema: String,
}

struct Schema {
    name: String,
    told: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    required: bool,
    told: String,
}

async fn show(shell: Shell) -> Response {
    let api = serde_json::to_value(v1::description::complete()).unwrap_or_default();
    page_with(StatusCode::OK, &ReferencePage { shell, groups: groups(&api), schemas: schemas(&api) })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn groups(api: &Value) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for (path, methods) in entries(&api["paths"]) {
        for (method, told) in entries(methods) {
            let group = groups.entry(text(&told["tags"][0])).or_default();
            group.push(operation(path, &method.to_uppercase(), told));
        }
    }
    let group = |(name, operations): (String, _)| Group { anchor: name.replace(' ', "-"), name, operations };
    groups.into_iter().map(group).collect()
}

fn operation(path: &str, method: &str, told: &Value) -> Operation {
    let parameter = |one: &Value| Parameter {
        name: text(&one["name"]),
        place: text(&one["in"]),
        required: one["required"] == true,
        told: text(&one["description"]),
    };
    let answer = |(status, one): (&String, &Value)| Answer {
        status: status.clone(),
        told: text(&one["description"]),
        schema: entries(&one["content"])
            .map(|(_, content)| kind(&content["schema"]))
            .next()
            .unwrap_or_default(),
    };
    Operation {
        method: method.into(),
        path: path.into(),
        summary: text(&told["summary"]),
        permission: text(&told["x-permission"]),
        parameters: items(&told["parameters"]).map(parameter).collect(),
        body: kind(&told["requestBody"]["content"]["application/json"]["schema"]),
        answers: entries(&told["responses"]).map(answer).collect(),
    }
}

fn schemas(api: &Value) -> Vec<Schema> {
    let schema = |(name, one): (&String, &Value)| {
        let needed: Vec<&str> = items(&one["required"]).filter_map(Value::as_str).collect();
        let field = |(field, of): (&String, &Value)| Field {
            name: field.clone(),
            kind: kind(of),
            required: needed.contains(&field.as_str()),
            told: text(&of["description"]),
        };
        let fields = entries(&one["properties"]).map(field).collect();
        Schema { name: name.clone(), told: text(&one["description"]), fields }
    };
    entries(&api["components"]["schemas"]).map(schema).collect()
}

/// What a schema is, in a word or two.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|place| place.rsplit('/').next()) {
        return name.to_owned();
    }
    if let Some(one) = items(&schema["oneOf"]).find(|one| one["type"] != "null") {
        return format!("{} or null", kind(one));
    }
    match &schema["type"] {
        Value::String(word) if word == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(word) => {
            schema["format"].as_str().map_or(word.clone(), |format| format!("{word} ({format})"))
        }
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}
