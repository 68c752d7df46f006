//! How v1 refuses: a message, and for each field what is wrong with it.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// An answer or a refusal.
pub type Answer = Result<Reply, Refusal>;

/// What a call is answered with.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The JSON.
    pub body: Value,
    /// The `Link` header of a list of several pages.
    pub link: Option<String>,
}

impl Reply {
    /// 200.
    pub fn ok(body: Value) -> Self {
        Self { status: StatusCode::OK, body, link: None }
    }

    /// 201.
    pub fn created(body: Value) -> Self {
        Self { status: StatusCode::CREATED, ..Self::ok(body) }
    }
}

/// A refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal(pub StatusCode, pub Value);

impl Refusal {
    fn say(status: StatusCode, message: &str) -> Self {
        Self(status, json!({"message": message}))
    }

    /// 401: no key, an unknown one, or one that was taken back.
    pub fn unauthorized() -> Self {
        Self::say(StatusCode::UNAUTHORIZED, "Invalid Basic Auth credentials")
    }

    /// 403: the key may not call this. The sentence is the one that clients look for.
    pub fn forbidden() -> Self {
        Self::say(StatusCode::FORBIDDEN, "This API Key does not have permission for this endpoint")
    }

    /// 403: the vendor's front does not let a body on a GET through.
    pub fn body_on_get() -> Self {
        Self::say(StatusCode::FORBIDDEN, "A GET request must not have a body")
    }

    /// 404: there is no such record, or nothing at this address.
    pub fn not_found() -> Self {
        Self::say(StatusCode::NOT_FOUND, "Resource not found")
    }

    /// 422: one thing that is wrong with a field.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        let errors = json!([{"message": message.into(), "field": field}]);
        Self(StatusCode::UNPROCESSABLE_ENTITY, json!({"message": "Validation error", "errors": errors}))
    }

    /// 422: a field that has to be there. The vendor gives no sentence above this one.
    pub fn missing(field: &str) -> Self {
        let message = format!("Missing required field: {field}");
        Self(StatusCode::UNPROCESSABLE_ENTITY, json!({"errors": [{"message": message, "field": field}]}))
    }

    /// 422: a field or parameter that is not known.
    pub fn unknown(field: &str) -> Self {
        Self::invalid(field, "Unknown field")
    }

    /// 429: too many calls in too short a time.
    pub fn too_many() -> Self {
        Self::say(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded")
    }

    /// 501: known, and not built here.
    pub fn unbuilt(what: &str) -> Self {
        let message = format!("{what} exists at the vendor; this sandbox does not build it.");
        Self::say(StatusCode::NOT_IMPLEMENTED, &message)
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let json = HeaderValue::from_static("application/json");
        let mut response =
            (self.status, [(header::CONTENT_TYPE, json)], self.body.to_string()).into_response();
        // Addresses are escaped, so that a header can hold them.
        if let Some(link) = self.link.and_then(|link| HeaderValue::from_str(&link).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        Reply { status: self.0, body: self.1, link: None }.into_response()
    }
}
