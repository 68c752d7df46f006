//! How a token is refused: the error's word under `error`, and a sentence of ours beside it.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// A refusal.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    error: &'static str,
    why: String,
    retry_after: Option<i64>,
}

impl Refusal {
    fn new(status: StatusCode, error: &'static str, why: impl Into<String>) -> Self {
        Self { status, error, why: why.into(), retry_after: None }
    }

    /// 401: no such client and secret.
    pub fn client(why: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", why)
    }

    /// 400: a client that may have no token.
    pub fn unauthorized(why: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unauthorized_client", why)
    }

    /// 400: no token for this user.
    pub fn grant(why: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_grant", why)
    }

    /// 400: not asked for in a way that is known.
    pub fn grant_type() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", "The grant type is not known.")
    }

    /// 400: not readable.
    pub fn request(why: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", why)
    }

    /// 429: too many in this window.
    pub fn too_many(retry_after: i64) -> Self {
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", "Too many calls for tokens.");
        Self { retry_after: Some(retry_after), ..refusal }
    }

    /// 501: known, and not built here.
    pub fn unbuilt(what: &str) -> Self {
        let why = format!("{what} exists at the vendor; this sandbox does not build it.");
        Self::new(StatusCode::NOT_IMPLEMENTED, "not_implemented", why)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({"error": self.error, "error_description": self.why});
        let mut response = (self.status, Json(body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
