//! JSON for those who ask for it, XML for everyone else.

use axum::{
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{auth::Caller, xml::Element};

/// Whether a call asks for JSON, in `Accept` or with `?format=json`.
pub fn wants_json(request: &Request) -> bool {
    let accepts = request
        .headers()
        .get_all(header::ACCEPT)
        .iter()
        .any(|value| value.to_str().is_ok_and(|value| value.contains("application/json")));
    let query = request.uri().query().unwrap_or_default();
    accepts || query.split('&').any(|pair| pair.eq_ignore_ascii_case("format=json"))
}

/// A document in the form the caller wants. The XML is built only where it is wanted.
pub fn document(caller: &Caller, json: Value, xml: impl FnOnce(&Value) -> Element) -> Response {
    if caller.json { as_json(&json) } else { as_xml(&xml(&json)) }
}

/// JSON, whatever the caller wants.
pub fn as_json(document: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], document.to_string()).into_response()
}

/// XML, whatever the caller wants.
pub fn as_xml(root: &Element) -> Response {
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], root.document()).into_response()
}

/// 201 with the address of what was made.
pub fn created(location: String) -> Response {
    (StatusCode::CREATED, [(header::LOCATION, location)]).into_response()
}
