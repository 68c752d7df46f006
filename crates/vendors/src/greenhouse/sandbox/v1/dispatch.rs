//! One way for every call: whose key it is, what it points to, whether it may, and who answers.

use std::sync::Arc;

use axum::{
    body::{self, Body},
    extract::State,
    http::{Method, Request, request::Parts},
    response::{IntoResponse as _, Response},
};
use serde_json::{Map, Value};

use super::{
    auth,
    call::{self, Call},
    desk::Desk,
    errors::{Answer, Refusal},
    routes,
};
use crate::greenhouse::sandbox::host;

/// More than a file may have, which grows by a third on its way.
pub const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Answers a call below `/v1`, and tells where its key stands.
pub async fn answer(State(desk): State<Arc<Desk>>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let key = match auth::key(&parts.headers) {
        Ok(key) => key,
        Err(refusal) => return refusal.into_response(),
    };
    if let Err(refusal) = desk.world.read(|documents| auth::known(documents, &key).map(|_| ())) {
        return refusal.into_response();
    }
    let standing = desk.usage.count(&desk.world, &key);
    let mut response = if standing.is_some_and(|standing| standing.is_over()) {
        Refusal::too_many().into_response()
    } else {
        match body::to_bytes(body, LARGEST_BODY).await {
            Ok(body) => serve(&desk, &key, &parts, &body).into_response(),
            Err(_) => Refusal::invalid("body", "The body is too large").into_response(),
        }
    };
    if let Some(standing) = standing {
        standing.tell(response.headers_mut());
    }
    response
}

fn serve(desk: &Desk, key: &str, parts: &Parts, body: &[u8]) -> Answer {
    let path = parts.uri.path();
    let (route, params) = routes::find(parts.method.as_str(), path).ok_or_else(Refusal::not_found)?;
    let reads = parts.method == Method::GET;
    if reads && !body.is_empty() {
        return Err(Refusal::body_on_get());
    }
    let Some(handler) = route.handler else {
        return Err(Refusal::unbuilt(&format!("{} {}", route.method, route.path)));
    };
    // Before the record is looked for: a caller finds out by a number that is nobody's what its key may do.
    desk.world.read(|documents| auth::insist(auth::known(documents, key)?, route.permission))?;
    let user = parts.headers.get("on-behalf-of").and_then(|user| user.to_str().ok());
    let user = if reads { 0 } else { desk.world.read(|documents| call::acting_user(documents, user))? };
    handler(&Call {
        desk,
        base: host::base(parts),
        path: path.to_owned(),
        params,
        query: query(parts),
        body: document(body)?,
        user,
        now: desk.world.clock.now(),
    })
}

fn query(parts: &Parts) -> Vec<(String, String)> {
    url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

fn document(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(document)) => Ok(document),
        _ => Err(Refusal::invalid("body", "The body has to be a JSON object")),
    }
}
