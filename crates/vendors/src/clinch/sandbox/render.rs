//! Documents, and a record as it is shown.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::refusal::Refusal;

/// An answer.
pub type Answer = Result<Response, Refusal>;

/// A JSON:API document.
pub fn document(status: StatusCode, document: &Value) -> Response {
    let kind = "application/vnd.api+json; charset=utf-8";
    (status, [(header::CONTENT_TYPE, kind)], document.to_string()).into_response()
}

/// One record in a document of its own.
pub fn one(status: StatusCode, kind: &str, id: &str, attributes: &Value) -> Response {
    document(status, &json!({"data": resource(kind, id, attributes)}))
}

/// A record. What begins with an underscore is the stand-in's own.
pub fn resource(kind: &str, id: &str, attributes: &Value) -> Value {
    let shown = attributes.as_object().into_iter().flatten();
    let shown = shown.filter(|(name, _)| !name.starts_with('_') && name.as_str() != "id");
    let shown: serde_json::Map<_, _> = shown.map(|(name, value)| (name.clone(), value.clone())).collect();
    json!({"type": kind, "id": id, "attributes": shown})
}

/// A time as the vendor writes it.
pub fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Gives the next id of a kind.
pub fn next_id(documents: &mut Value, prefix: &str) -> String {
    let id = documents["next_id"].as_u64().unwrap_or(1);
    documents["next_id"] = (id + 1).into();
    format!("{prefix}{id}")
}
