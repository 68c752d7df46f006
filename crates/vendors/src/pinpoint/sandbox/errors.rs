//! How the vendor refuses: a list of errors in JSON:API's form, with the vendor's own codes and titles.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::media;

/// An answer or a refusal.
pub type Answer = Result<Response, Refusal>;

/// A refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// What is wrong, at least one thing.
    pub problems: Vec<Problem>,
    /// After how many seconds to come again.
    pub retry_after: Option<u64>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// The sentence.
    pub detail: String,
    /// Where in the request: `pointer` or `parameter`, and its value.
    pub source: Option<(&'static str, String)>,
    /// What the vendor says beside it.
    pub meta: Option<Value>,
}

impl Refusal {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::of(status, vec![Problem { detail: detail.into(), ..Problem::default() }])
    }

    /// A refusal with several problems.
    pub fn of(status: StatusCode, problems: Vec<Problem>) -> Self {
        Self { status, problems, retry_after: None }
    }

    /// 400: a query parameter that is unknown or has a value that does not fit.
    pub fn query(parameter: &str) -> Self {
        let source = Some(("parameter", parameter.to_owned()));
        let problem = Problem { detail: "Malformed query params".into(), source, meta: None };
        Self::of(StatusCode::BAD_REQUEST, vec![problem])
    }

    /// 400: not readable.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 401: no key, or an unknown one.
    pub fn unauthorized(detail: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    /// 403: the key may not.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// 404: there is no such record, or nothing at this address.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Record not found")
    }

    /// 406: the caller takes nothing that the API answers with.
    pub fn not_acceptable() -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, "The API answers with application/vnd.api+json only")
    }

    /// 413: more than anybody may send.
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large")
    }

    /// 415: the body is neither kind of JSON.
    pub fn unsupported() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body has to be application/vnd.api+json")
    }

    /// 429: too many calls in too short a time.
    pub fn too_many(retry_after: u64) -> Self {
        let refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded");
        Self { retry_after: Some(retry_after), ..refusal }
    }

    /// 501: known, and not built here.
    pub fn unbuilt(what: &str) -> Self {
        let detail = format!("{what} exists at the vendor; this sandbox does not build it.");
        Self::new(StatusCode::NOT_IMPLEMENTED, detail)
    }

    fn document(&self) -> Value {
        let (code, title) = words(self.status);
        let errors = self.problems.iter().map(|problem| {
            let mut error = Map::new();
            error.insert("code".into(), code.as_str().into());
            error.insert("status".into(), self.status.as_str().into());
            error.insert("title".into(), title.into());
            error.insert("detail".into(), problem.detail.as_str().into());
            if let Some((place, value)) = &problem.source {
                error.insert("source".into(), json!({*place: value}));
            }
            if let Some(meta) = &problem.meta {
                error.insert("meta".into(), meta.clone());
            }
            Value::Object(error)
        });
        json!({"errors": errors.collect::<Vec<_>>()})
    }
}

/// The code and the title of a status. The vendor's titles are the standard phrases, but for one.
fn words(status: StatusCode) -> (String, &'static str) {
    let phrase = status.canonical_reason().unwrap_or_default();
    let title = if status == StatusCode::UNPROCESSABLE_ENTITY { "Validation Error" } else { phrase };
    (phrase.to_lowercase().replace(' ', "_"), title)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = media::json_api(self.status, self.document().to_string());
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_the_vendors() {
        let said = |refusal: Refusal| refusal.document()["errors"][0].clone();
        let expected = json!({
            "code": "too_many_requests", "status": "429", "title": "Too Many Requests",
            "detail": "Rate limit exceeded",
        });
        assert_eq!(said(Refusal::too_many(3)), expected);
        let blank = Problem { detail: "Title can't be blank".into(), ..Problem::default() };
        let said = said(Refusal::of(StatusCode::UNPROCESSABLE_ENTITY, vec![blank]));
        assert_eq!(
            (said["code"].as_str(), said["title"].as_str()),
            (Some("unprocessable_entity"), Some("Validation Error"))
        );
    }
}
