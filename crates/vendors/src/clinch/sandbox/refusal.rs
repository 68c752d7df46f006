//! What is refused, as JSON:API says it.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::render::document;

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// HTTP status.
    pub status: StatusCode,
    /// Each thing that is wrong.
    errors: Vec<Value>,
}

impl Refusal {
    /// A refusal with one sentence.
    pub fn new(status: StatusCode, title: &str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { status, errors: vec![json!({"status": status.as_str(), "title": title, "detail": detail})] }
    }

    /// 401, in the vendor's one sentence for all of them; `why` is ours, for whoever builds against the stand-in.
    pub fn unproven(why: &str) -> Self {
        let title = "Invalid API credentials";
        let error = json!({"status": "401", "title": title, "detail": title, "meta": {"sandbox": why}});
        Self { status: StatusCode::UNAUTHORIZED, errors: vec![error] }
    }

    /// 404.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not found", "There is no such record")
    }

    /// 400 for a parameter that is unknown or has a value that does not fit.
    pub fn parameter(name: &str) -> Self {
        let error = json!({
            "status": "400", "title": "Invalid parameter", "detail": format!("{name} is not a parameter of this call"),
            "source": {"parameter": name},
        });
        Self { status: StatusCode::BAD_REQUEST, errors: vec![error] }
    }

    /// 400 for a body that is none.
    pub fn malformed(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Bad request", detail)
    }

    /// 422 at each attribute, by its JSON pointer below the attributes.
    pub fn invalid(problems: impl IntoIterator<Item = (String, String)>) -> Self {
        let error = |(place, detail): (String, String)| {
            let pointer = format!("/data/attributes/{place}");
            json!({"status": "422", "title": "Invalid attribute", "detail": detail, "source": {"pointer": pointer}})
        };
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors: problems.into_iter().map(error).collect() }
    }

    /// 501 for what is known and not built.
    pub fn unbuilt(what: &str) -> Self {
        let detail = format!("{what} exists at the vendor; this sandbox does not build it.");
        Self::new(StatusCode::NOT_IMPLEMENTED, "Not implemented", detail)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = document(self.status, &json!({"errors": self.errors}));
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static(crate::clinch::SCHEME);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
