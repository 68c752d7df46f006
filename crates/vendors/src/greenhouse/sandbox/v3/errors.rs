//! How v3 refuses: a message, and beside it what exactly is wrong.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// An answer or a refusal.
pub type Answer = Result<Response, Refusal>;

/// A refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    message: &'static str,
    /// Sentences, or `{field: what is wrong with it}`.
    pub errors: Vec<Value>,
    retry_after: Option<i64>,
}

impl Refusal {
    fn new(status: StatusCode, message: &'static str, errors: Vec<Value>) -> Self {
        Self { status, message, errors, retry_after: None }
    }

    /// 401: no token, or none that is good.
    pub fn unauthorized(why: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Unauthorized", vec![json!(why)])
    }

    /// 403: the token may not.
    pub fn forbidden(why: impl Into<Value>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "Forbidden", vec![why.into()])
    }

    /// 404: nothing at this address.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Resource not found", vec![])
    }

    /// 404 by an operation that looked for the row.
    pub fn no_row(table: &str, id: impl std::fmt::Display) -> Self {
        let errors = vec![json!(format!("There is no row {id} in {table}."))];
        Self::new(StatusCode::NOT_FOUND, "Resource not found", errors)
    }

    /// 413: more than the stand-in reads.
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "Payload Too Large", vec![])
    }

    /// 422 with a sentence.
    pub fn unprocessable(why: impl Into<Value>) -> Self {
        Self::all(vec![why.into()])
    }

    /// 422 with what is wrong with one field.
    pub fn field(name: &str, why: impl Into<Value>) -> Self {
        Self::unprocessable(wrong(name, why))
    }

    /// 422 with everything that is wrong.
    pub fn all(errors: Vec<Value>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "Unprocessable Content", errors)
    }

    /// 429: too many calls in this window.
    pub fn too_many(retry_after: i64) -> Self {
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded", vec![]);
        Self { retry_after: Some(retry_after), ..refusal }
    }

    /// 501: known, and not built here.
    pub fn unbuilt(what: &str) -> Self {
        let errors = vec![json!(format!("{what} exists at the vendor; this sandbox does not build it."))];
        Self::new(StatusCode::NOT_IMPLEMENTED, "Not Implemented", errors)
    }
}

/// What is wrong with a field.
pub fn wrong(name: &str, why: impl Into<Value>) -> Value {
    json!({name: why.into()})
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut body = json!({"message": self.message});
        if !self.errors.is_empty() {
            body["errors"] = self.errors.into();
        }
        let mut response = (self.status, Json(body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
