//! What callers send: a JSON object.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
};
use serde_json::{Map, Value};

use super::errors::Refusal;

/// The object in a request's body.
pub struct Sent(pub Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(Refusal::one("The body has to be application/json."));
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|_| Refusal::one("The body could not be read."))?;
        match serde_json::from_slice(&body) {
            Ok(Value::Object(sent)) => Ok(Self(sent)),
            _ => Err(Refusal::one("The body is not a JSON object.")),
        }
    }
}
