//! How the vendor refuses: a body with `errors` as a list on 400 and as an object elsewhere.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// An answer or a refusal.
pub type Answer = Result<Response, Refusal>;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status, which the body repeats as `code`.
    pub status: StatusCode,
    /// The vendor's word for the kind of refusal.
    name: &'static str,
    /// A sentence for the whole.
    message: String,
    /// With 400: each thing that is wrong.
    details: Vec<String>,
}

impl Refusal {
    fn new(status: StatusCode, name: &'static str, message: impl Into<String>) -> Self {
        Self { status, name, message: message.into(), details: vec![] }
    }

    /// 400: each thing that is wrong with the request.
    pub fn bad(details: Vec<String>) -> Self {
        let message = "The request has errors.";
        Self { details, ..Self::new(StatusCode::BAD_REQUEST, "BadRequest", message) }
    }

    /// 400 with one thing that is wrong.
    pub fn one(detail: impl Into<String>) -> Self {
        Self::bad(vec![detail.into()])
    }

    /// 401: no key, a wrong one, or another tenant's.
    pub fn unauthorized(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Unauthorized", message)
    }

    /// 403: the key may not.
    pub fn forbidden(message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "Forbidden", message)
    }

    /// 404: there is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", message)
    }

    /// 405: the thing is there, and this can't be done with it.
    pub fn not_allowed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message)
    }

    /// 501: known of the vendor, and not built here.
    pub fn unbuilt(what: &str) -> Self {
        let message = format!("{what} exists at the vendor; this sandbox does not build it.");
        Self::new(StatusCode::NOT_IMPLEMENTED, "NotImplemented", message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let code = self.status.as_u16();
        let errors: Value = if self.status == StatusCode::BAD_REQUEST {
            self.details.iter().map(|detail| json!({"code": code, "detail": detail})).collect()
        } else {
            json!({})
        };
        let body = json!({"name": self.name, "message": self.message, "code": code, "errors": errors});
        (self.status, Json(body)).into_response()
    }
}
