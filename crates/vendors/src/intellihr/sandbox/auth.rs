//! Whose key it is, and whose tenant.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use connect::World;
use serde_json::Value;

use super::{
    documents::{array, text},
    errors::Refusal,
};

/// Lets a call through to its handler, or refuses it.
pub async fn check(State(world): State<Arc<World>>, request: Request, next: Next) -> Response {
    match world.read(|documents| admit(documents, request.headers())) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// A key equals a full administrator: there is nothing more to ask than whether it is one.
fn admit(documents: &Value, headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(sent) = headers.get(header::AUTHORIZATION).and_then(|sent| sent.to_str().ok()) else {
        return Err(Refusal::unauthorized(
            "An access key is needed, as “Authorization: Bearer” and the key.",
        ));
    };
    let Some(("Bearer", sent)) = sent.split_once(' ') else {
        return Err(Refusal::unauthorized("The access key is invalid: “Bearer ” has to stand before it."));
    };
    let Some(key) = array(&documents["keys"]).iter().find(|key| text(&key["key"]) == sent) else {
        return Err(Refusal::unauthorized("The access key is invalid."));
    };
    let Some(tenant) = headers.get("tenant").and_then(|tenant| tenant.to_str().ok()) else {
        return Err(Refusal::unauthorized("The Tenant header is missing."));
    };
    if !text(&documents["tenant"]["subdomain"]).eq_ignore_ascii_case(tenant) {
        return Err(Refusal::unauthorized("The access key does not belong to this tenant."));
    }
    if key["isEnabled"] == false {
        return Err(Refusal::forbidden("The access key is disabled."));
    }
    Ok(())
}
