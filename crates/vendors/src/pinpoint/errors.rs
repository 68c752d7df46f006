//! What a refusal means: a status, and a JSON:API list of problems.

use std::time::Duration;

use connect::{Effect, Reply, VendorError, error::Result, redact};
use http::StatusCode;
use model::hire::FieldProblem;
use serde_json::Value;

use super::wire::{Problem, Problems};

/// Where the vendor names no time to wait: it publishes neither its limit nor over how long it counts.
const PAUSE: Duration = Duration::from_secs(30);

/// The answer where the vendor did what was asked, otherwise what its refusal means. `purpose` says what was tried,
/// because the vendor's sentence may not; `sent` is what the call carried, so that its values can be taken out.
pub fn check(reply: Reply, purpose: &str, sent: &Value) -> Result<Reply> {
    if reply.status.is_success() {
        return Ok(reply);
    }
    let problems = serde_json::from_slice::<Problems>(&reply.body).unwrap_or_default().errors;
    let told = told(&problems, sent);
    let message = match &*told {
        "" => format!("Pinpoint answered {} and gave no reason (to {purpose})", reply.status.as_u16()),
        told => format!("{told} (to {purpose})"),
    };
    Err(match reply.status {
        StatusCode::UNAUTHORIZED => VendorError::Auth(message),
        StatusCode::FORBIDDEN if told.to_lowercase().contains("not enabled") => {
            VendorError::Forbidden(format!(
                "{told}: an administrator switches the API on in Pinpoint, under Settings, API & Webhooks"
            ))
        }
        StatusCode::FORBIDDEN => VendorError::Forbidden(message),
        StatusCode::NOT_FOUND | StatusCode::GONE => VendorError::NotFound(message),
        StatusCode::CONFLICT => VendorError::Conflict(message),
        StatusCode::TOO_MANY_REQUESTS => VendorError::RateLimited(PAUSE),
        StatusCode::SERVICE_UNAVAILABLE => VendorError::Unavailable(message),
        StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY
            if reply.effect == Effect::Write =>
        {
            VendorError::Rejected(rejected(&problems, sent, message))
        }
        status => VendorError::Contract {
            path: problems.iter().find_map(parameter).unwrap_or_default(),
            message: format!("the status {} is not documented for this call: {message}", status.as_u16()),
        },
    })
}

fn told(problems: &[Problem], sent: &Value) -> String {
    let sentences = problems.iter().filter_map(|problem| problem.detail.as_ref().or(problem.title.as_ref()));
    redact::sentence(&sentences.map(String::as_str).collect::<Vec<_>>().join("; "), sent)
}

/// One problem a field. A refusal that names none is a problem of the whole record.
fn rejected(problems: &[Problem], sent: &Value, message: String) -> Vec<FieldProblem> {
    let problem = |problem: &Problem| {
        let pointer = problem.source.as_ref().and_then(|source| source.pointer.as_deref());
        let field = pointer.and_then(|pointer| pointer.rsplit('/').next()).unwrap_or_default().to_owned();
        FieldProblem { field, message: told(std::slice::from_ref(problem), sent) }
    };
    match problems {
        [] => vec![FieldProblem { field: String::new(), message }],
        problems => problems.iter().map(problem).collect(),
    }
}

fn parameter(problem: &Problem) -> Option<String> {
    problem.source.as_ref()?.parameter.clone()
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

    fn said(detail: &str) -> Value {
        json!({"errors": [{"code": "x", "status": "0", "title": "Y", "detail": detail}]})
    }

    #[test]
    fn each_status_has_one_answer() {
        let of = |status| refused(status, Effect::Read, said("Words"), &Value::Null);
        let message = "Words (to list the jobs)".to_owned();
        assert_eq!(of(401), VendorError::Auth(message.clone()));
        assert_eq!(of(403), VendorError::Forbidden(message.clone()));
        assert_eq!(of(404), VendorError::NotFound(message.clone()));
        assert_eq!(of(409), VendorError::Conflict(message));
        assert_eq!(of(429), VendorError::RateLimited(PAUSE));
        assert!(matches!(of(400), VendorError::Contract { .. }));
        assert!(matches!(of(501), VendorError::Contract { .. }));
        let off = refused(403, Effect::Read, said("Integration not enabled"), &Value::Null);
        assert!(off.to_string().contains("Settings, API & Webhooks"), "{off}");
    }

    #[test]
    fn a_refused_value_is_at_its_field_and_not_repeated() {
        let body = json!({"errors": [{
            "code": "unprocessable_entity", "status": "422", "title": "Validation Error",
            "detail": "Value “Ana Lopez” is too long", "source": {"pointer": "/data/attributes/varchar_value"},
        }]});
        let sent = json!({"data": {"attributes": {"varchar_value": "Ana Lopez"}}});
        let problem = FieldProblem {
            field: "varchar_value".into(),
            message: "Value “•••” is too long".into(),
        };
        assert_eq!(refused(422, Effect::Write, body, &sent), VendorError::Rejected(vec![problem]));
        let VendorError::Rejected(problems) = refused(422, Effect::Write, json!([]), &sent) else { panic!() };
        assert_eq!(problems[0].message, "Pinpoint answered 422 and gave no reason (to list the jobs)");
    }
}
