//! How the vendor refuses: a status, a sentence in a header, and no body.

use axum::{
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};

/// An answer or a refusal.
pub type Answer = Result<Response, Refusal>;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// The sentence; empty where the vendor says nothing.
    pub message: String,
}

impl Refusal {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// 400: not readable, or something is missing.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 401: no key, or an unknown one.
    pub fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    /// 403: the key's user may not.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 404: there is no such thing.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 406: a field that does not exist, or a table row's value that does not fit.
    pub fn unacceptable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, message)
    }

    /// 409: a duplicate, or an employee's value that does not fit.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, message)
    }

    /// 413: more than the vendor takes.
    pub fn too_large(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, message)
    }

    /// 415: not an image that can be used.
    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
    }

    /// 429 without `Retry-After`: the account is full.
    pub fn account_full() -> Self {
        let message = "The maximum number of employees for this account has been reached.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, message)
    }

    /// 501: known, and not built here.
    pub fn unbuilt(path: &str) -> Self {
        let message = format!("{path} exists at the vendor; this sandbox does not build it.");
        Self::new(StatusCode::NOT_IMPLEMENTED, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        let plain: String =
            self.message.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' }).collect();
        if let Some(value) = HeaderValue::from_str(&plain).ok().filter(|value| !value.is_empty()) {
            response.headers_mut().insert("x-bamboohr-error-message", value);
        }
        response
    }
}
