//! What a refusal means: a status, and a message with errors in one of three forms.

use std::time::Duration;

use connect::{Effect, Reply, VendorError, error::Result, redact};
use http::StatusCode;
use model::hire::FieldProblem;
use serde::Deserialize;
use serde_json::Value;

/// Where the vendor names no time to wait.
const PAUSE: Duration = Duration::from_secs(30);

/// A refusal's body. v1 gives each error its field, v3 gives sentences or `{field: sentence}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refused {
    message: Option<String>,
    errors: Vec<Value>,
}

/// The answer where the vendor did what was asked, otherwise what its refusal means. `purpose` says what was tried;
/// `sent` is what the call carried, so that its values can be taken out.
pub fn check(reply: Reply, purpose: &str, sent: &Value) -> Result<Reply> {
    if reply.status.is_success() {
        return Ok(reply);
    }
    let refused: Refused = serde_json::from_slice(&reply.body).unwrap_or_default();
    let problems = problems(&refused, sent);
    let told: Vec<_> = refused
        .message
        .iter()
        .map(|message| redact::sentence(message, sent))
        .chain(problems.iter().map(|problem| problem.message.clone()))
        .collect();
    let message = match told.join("; ") {
        none if none.is_empty() => {
            format!("Greenhouse answered {} and gave no reason (to {purpose})", reply.status.as_u16())
        }
        told => format!("{told} (to {purpose})"),
    };
    Err(match reply.status {
        StatusCode::UNAUTHORIZED => VendorError::Auth(message),
        StatusCode::FORBIDDEN => VendorError::Forbidden(message),
        StatusCode::NOT_FOUND | StatusCode::GONE => VendorError::NotFound(message),
        StatusCode::CONFLICT => VendorError::Conflict(message),
        StatusCode::TOO_MANY_REQUESTS => VendorError::RateLimited(PAUSE),
        StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY
            if reply.effect == Effect::Write =>
        {
            VendorError::Rejected(match problems.is_empty() {
                true => vec![FieldProblem { field: String::new(), message }],
                false => problems,
            })
        }
        // A question that is refused: of the ones asked here only a cursor can be wrong.
        StatusCode::UNPROCESSABLE_ENTITY => VendorError::NotFound(message),
        status => VendorError::Contract {
            path: String::new(),
            message: format!("the status {} is not documented for this call: {message}", status.as_u16()),
        },
    })
}

fn problems(refused: &Refused, sent: &Value) -> Vec<FieldProblem> {
    let mut problems = vec![];
    for error in &refused.errors {
        collect("", error, sent, &mut problems);
    }
    problems
}

/// What one error says. v3 puts what is wrong inside an object below the object's own name.
fn collect(field: &str, error: &Value, sent: &Value, problems: &mut Vec<FieldProblem>) {
    match error {
        Value::String(sentence) => {
            problems
                .push(FieldProblem { field: field.to_owned(), message: redact::sentence(sentence, sent) });
        }
        Value::Array(errors) => errors.iter().for_each(|error| collect(field, error, sent, problems)),
        Value::Object(told) => match told.get("message") {
            Some(message @ Value::String(_)) => {
                let field = told.get("field").and_then(Value::as_str).unwrap_or(field);
                collect(field, message, sent, problems);
            }
            _ => told.iter().for_each(|(field, error)| collect(field, error, sent, problems)),
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;
    use serde_json::json;

    use super::*;

    fn refused(status: u16, effect: Effect, body: Value, sent: &Value) -> VendorError {
        let status = StatusCode::from_u16(status).unwrap();
        let body = Bytes::from(body.to_string());
        check(Reply { status, headers: HeaderMap::new(), body, effect }, "list the jobs", sent).unwrap_err()
    }

    #[test]
    fn each_form_of_errors_is_read_and_no_value_repeated() {
        let sent = json!({"first_name": "Ida Larsen"});
        let fields = |body: Value| match refused(422, Effect::Write, body, &sent) {
            VendorError::Rejected(problems) => {
                problems.into_iter().map(|p| (p.field, p.message)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let one = fields(
            json!({"message": "Validation error", "errors": [{"message": "Must be one of: candidate, prospect", "field": "type"}]}),
        );
        assert_eq!(one, [("type".to_owned(), "Must be one of: candidate, prospect".to_owned())]);
        let two =
            fields(json!({"message": "Unprocessable Content", "errors": [{"per_page": "is too large"}]}));
        assert_eq!(two, [("per_page".to_owned(), "is too large".to_owned())]);
        let three = fields(json!({"errors": ["“Ida Larsen” is taken"]}));
        assert_eq!(three, [(String::new(), "“•••” is taken".to_owned())]);
        let four =
            fields(json!({"errors": [{"application": [{"source_id": "there is no row 7 in sources"}]}]}));
        assert_eq!(four, [("source_id".to_owned(), "there is no row 7 in sources".to_owned())]);
        assert!(fields(json!({}))[0].1.contains("gave no reason"));
    }

    #[test]
    fn each_status_has_one_answer() {
        let of = |status| refused(status, Effect::Read, json!({"message": "Words"}), &Value::Null);
        let message = "Words (to list the jobs)".to_owned();
        assert_eq!(of(401), VendorError::Auth(message.clone()));
        assert_eq!(of(403), VendorError::Forbidden(message.clone()));
        assert_eq!(of(404), VendorError::NotFound(message.clone()));
        assert_eq!(of(422), VendorError::NotFound(message));
        assert_eq!(of(429), VendorError::RateLimited(PAUSE));
        assert!(matches!(of(418), VendorError::Contract { .. }));
    }
}
