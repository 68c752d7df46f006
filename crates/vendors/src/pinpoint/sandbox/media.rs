//! Kinds of content: what a call may send and take, and what every answer is.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::errors::Refusal;

/// JSON:API's kind of content.
pub const JSON_API: &str = "application/vnd.api+json";

/// An answer in JSON:API's form.
pub fn json_api(status: StatusCode, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, JSON_API)], body.into()).into_response()
}

/// An answer in plain JSON, to a path that ends in `.json`.
pub fn plain(body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], body.into()).into_response()
}

/// Whether the caller can take the answer. As JSON:API says, its kind of content has no parameters.
///
/// # Errors
/// 406 where the caller takes neither kind of JSON.
pub fn check_accept(headers: &HeaderMap) -> Result<(), Refusal> {
    let mut ranges = headers.get_all(header::ACCEPT).iter().flat_map(ranges).peekable();
    let takes_all = ranges.peek().is_none();
    let taken = |range: &str| {
        let (kind, parameters) = split(range);
        let bare = parameters.is_empty() || parameters.starts_with("q=");
        ["*/*", "application/*", "application/json"].contains(&kind.as_str()) || (kind == JSON_API && bare)
    };
    if takes_all || ranges.any(|range| taken(&range)) { Ok(()) } else { Err(Refusal::not_acceptable()) }
}

/// Whether the body is of a kind that is read.
///
/// # Errors
/// 415 where it is neither kind of JSON, or JSON:API's with parameters.
pub fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match split(kind) {
        (kind, parameters) if kind == JSON_API && parameters.is_empty() => Ok(()),
        (kind, _) if kind == "application/json" => Ok(()),
        _ => Err(Refusal::unsupported()),
    }
}

fn ranges(value: &HeaderValue) -> Vec<String> {
    value.to_str().unwrap_or_default().split(',').map(|range| range.trim().to_owned()).collect()
}

fn split(kind: &str) -> (String, &str) {
    let (kind, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    (kind.trim().to_lowercase(), parameters.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn both_kinds_of_json_are_taken_and_nothing_else() {
        for good in [JSON_API, "application/json", "*/*", "text/html, application/json;q=0.5"] {
            assert_eq!(check_accept(&head(header::ACCEPT, good)), Ok(()), "{good}");
        }
        assert_eq!(check_accept(&HeaderMap::new()), Ok(()));
        for bad in ["text/html", "application/vnd.api+json; version=1"] {
            assert_eq!(check_accept(&head(header::ACCEPT, bad)), Err(Refusal::not_acceptable()), "{bad}");
        }
    }

    #[test]
    fn a_body_is_json_of_either_kind() {
        for good in [JSON_API, "application/json", "Application/JSON; charset=utf-8"] {
            assert_eq!(check_content_type(&head(header::CONTENT_TYPE, good)), Ok(()), "{good}");
        }
        for bad in ["", "text/plain", "application/vnd.api+json; charset=utf-8"] {
            let checked = check_content_type(&head(header::CONTENT_TYPE, bad));
            assert_eq!(checked, Err(Refusal::unsupported()), "{bad}");
        }
    }
}
