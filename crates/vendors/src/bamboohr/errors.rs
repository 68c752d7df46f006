//! What a refusal means: a status, and a sentence in one of three headers.

use std::time::Duration;

use connect::{Reply, VendorError, error::Result, redact};
use http::StatusCode;
use model::hire::FieldProblem;
use serde_json::Value;

/// The header's three names: documented today, misspelt on an older page, and declared in the specification.
const HEADERS: [&str; 3] = ["x-bamboohr-error-message", "x-bamboohr-error-messsage", "x-bamboohr-message"];

/// Where the vendor names no time to wait.
const PAUSE: Duration = Duration::from_secs(60);

/// The answer where the vendor did what was asked, otherwise what its refusal means. `sent` is what the call
/// carried, so that its values can be taken out of the sentence and its field found in it; `section` is the
/// part of the form it came from.
pub fn check(reply: Reply, sent: &Value, section: &str) -> Result<Reply> {
    if reply.status.is_success() {
        return Ok(reply);
    }
    let told = HEADERS.iter().find_map(|name| reply.header(name)).unwrap_or_default().trim();
    let message = match redact::sentence(told, sent) {
        empty if empty.is_empty() => {
            format!("BambooHR answered {} and gave no reason", reply.status.as_u16())
        }
        message => message,
    };
    let rejected = || {
        let field = guess(told, sent).map_or_else(String::new, |field| key(section, &field));
        VendorError::Rejected(vec![FieldProblem { field, message: message.clone() }])
    };
    Err(match reply.status {
        StatusCode::UNAUTHORIZED => VendorError::Auth(message),
        StatusCode::FORBIDDEN => VendorError::Forbidden(message),
        StatusCode::NOT_FOUND => VendorError::NotFound(message),
        StatusCode::CONFLICT if is_duplicate(told) => VendorError::Conflict(message),
        StatusCode::TOO_MANY_REQUESTS if sent.is_null() => VendorError::RateLimited(PAUSE),
        // With a time to wait it would not have come here: this one means that the account is full.
        StatusCode::TOO_MANY_REQUESTS => VendorError::Forbidden(
            "the BambooHR account has reached its number of employees; an administrator there makes room first".into(),
        ),
        StatusCode::SERVICE_UNAVAILABLE => VendorError::Unavailable(message),
        StatusCode::BAD_REQUEST
        | StatusCode::CONFLICT
        | StatusCode::NOT_ACCEPTABLE
        | StatusCode::PRECONDITION_FAILED
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => rejected(),
        status => VendorError::Contract {
            path: String::new(),
            message: format!("the status {} is not documented for this call", status.as_u16()),
        },
    })
}

/// 409 has two meanings; only the sentence tells them apart.
fn is_duplicate(told: &str) -> bool {
    let told = told.to_lowercase();
    ["duplicate", "already in use", "already used", "already exists"].iter().any(|word| told.contains(word))
}

/// The sent field that the sentence speaks of, by its name or by the words of its name; the longest, because
/// `address1` stands in no sentence about `city`, but `rate` stands in one about `payRate`.
fn guess(told: &str, sent: &Value) -> Option<String> {
    let told = told.to_lowercase();
    let speaks = |name: &&String| told.contains(&name.to_lowercase()) || told.contains(&words(name));
    sent.as_object()?.keys().filter(speaks).max_by_key(|name| name.len()).cloned()
}

/// `jobTitle` as people write it: `job title`.
fn words(name: &str) -> String {
    let spaced = |c: char| if c.is_uppercase() { format!(" {}", c.to_lowercase()) } else { c.to_string() };
    name.chars().map(spaced).collect()
}

fn key(section: &str, field: &str) -> String {
    if section.is_empty() { field.to_owned() } else { format!("{section}.{field}") }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;
    use serde_json::json;

    use super::*;

    fn refused(status: u16, header: &'static str, message: &str, sent: Value) -> VendorError {
        let headers = HeaderMap::from_iter([(header.parse().unwrap(), message.parse().unwrap())]);
        let reply = Reply {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: Bytes::new(),
            effect: connect::Effect::Write,
        };
        check(reply, &sent, "").unwrap_err()
    }

    #[test]
    fn all_three_headers_are_read() {
        for name in ["X-BambooHR-Error-Message", "X-BambooHR-Error-Messsage", "X-BambooHR-Message"] {
            assert_eq!(refused(401, name, "Bad key", Value::Null), VendorError::Auth("Bad key".into()));
        }
    }

    #[test]
    fn a_conflict_is_a_duplicate_or_a_value_that_does_not_fit() {
        let sent = json!({"jobTitle": "Wizard", "homeEmail": "ana@example.com"});
        let duplicate = refused(409, HEADERS[0], "Duplicate email ana@example.com", sent.clone());
        assert_eq!(duplicate, VendorError::Conflict("Duplicate email •••".into()));
        let VendorError::Rejected(problems) = refused(409, HEADERS[0], "Wizard is no job title", sent) else {
            panic!("an invalid value is rejected")
        };
        assert_eq!(
            problems,
            [FieldProblem { field: "jobTitle".into(), message: "••• is no job title".into() }]
        );
    }

    #[test]
    fn too_many_has_two_meanings() {
        let full = refused(429, HEADERS[0], "", json!({"firstName": "Ana"}));
        assert!(matches!(full, VendorError::Forbidden(_)));
        assert_eq!(refused(429, HEADERS[0], "", Value::Null), VendorError::RateLimited(PAUSE));
    }

    #[test]
    fn a_refusal_without_a_sentence_still_says_something() {
        let error = refused(403, HEADERS[0], "", Value::Null);
        assert_eq!(error, VendorError::Forbidden("BambooHR answered 403 and gave no reason".into()));
    }
}
