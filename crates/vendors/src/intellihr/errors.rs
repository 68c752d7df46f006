//! What a refusal means: a status, and a body whose `errors` is a list or an object.

use std::time::Duration;

use connect::{Reply, VendorError, error::Result, redact};
use http::StatusCode;
use model::hire::{FieldProblem, HireRecord};
use serde_json::Value;

use super::{
    map::names,
    wire::{Details, Refusal},
};

/// Where the vendor names no time to wait.
const PAUSE: Duration = Duration::from_secs(60);

/// The answer where the vendor did what was asked, otherwise what its refusal means. `sent` is what the call carried,
/// so that its values can be taken out of the sentences; `record` is the hire it was made of, whose fields they name.
pub fn check(reply: Reply, sent: &Value, record: &HireRecord) -> Result<Reply> {
    if reply.status.is_success() {
        return Ok(reply);
    }
    let refusal = serde_json::from_slice::<Refusal>(&reply.body).ok();
    let message = match refusal.as_ref().map(|refusal| refusal.message.trim()) {
        None | Some("") => format!("intelliHR answered {} and gave no reason", reply.status.as_u16()),
        Some(told) => redact::sentence(told, sent),
    };
    Err(match reply.status {
        StatusCode::UNAUTHORIZED => VendorError::Auth(message),
        StatusCode::FORBIDDEN => VendorError::Forbidden(message),
        StatusCode::NOT_FOUND => VendorError::NotFound(message),
        StatusCode::CONFLICT => VendorError::Conflict(message),
        StatusCode::TOO_MANY_REQUESTS => VendorError::RateLimited(PAUSE),
        StatusCode::SERVICE_UNAVAILABLE => VendorError::Unavailable(message),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::PAYLOAD_TOO_LARGE => {
            VendorError::Rejected(problems(refusal, &message, sent, record))
        }
        status => VendorError::Contract {
            path: String::new(),
            message: format!("the status {} is not documented for this call", status.as_u16()),
        },
    })
}

/// What is wrong, each at the field it speaks of.
fn problems(refusal: Option<Refusal>, message: &str, sent: &Value, record: &HireRecord) -> Vec<FieldProblem> {
    let told: Vec<String> = match refusal.map(|refusal| refusal.errors) {
        Some(Details::List(details)) => details.into_iter().map(|detail| detail.detail).collect(),
        // What the object may hold is not documented: where it names fields as others do, they are understood.
        Some(Details::Object(fields)) => fields
            .iter()
            .map(|(name, why)| {
                let why = match why {
                    Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                    other => other.as_str().unwrap_or_default().to_owned(),
                };
                format!("{name}: {why}")
            })
            .collect(),
        _ => vec![],
    };
    let told: Vec<_> = told.into_iter().filter(|sentence| !sentence.trim().is_empty()).collect();
    if told.is_empty() {
        return vec![FieldProblem { field: names::field_of(message, record), message: message.into() }];
    }
    told.iter()
        .map(|sentence| FieldProblem {
            field: names::field_of(sentence, record),
            message: redact::sentence(sentence, sent),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;
    use serde_json::json;

    use super::*;

    fn refused(status: u16, body: &str) -> VendorError {
        let reply = Reply {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
            effect: connect::Effect::Write,
        };
        let mut record = HireRecord::default();
        record.set("custom.shirt_size", "M");
        check(reply, &json!({"lastName": "Lopez", "email": "ana@example.com"}), &record).unwrap_err()
    }

    #[test]
    fn a_list_of_errors_gives_each_its_field() {
        let body = r#"{"name": "BadRequest", "message": "Bad", "code": 400, "errors": [
            {"code": 400, "detail": "The businessUnit field is required."},
            {"code": 400, "detail": "The custom field shirt_size needs a label."},
            {"code": 400, "detail": "Lopez is no name"}]}"#;
        let VendorError::Rejected(problems) = refused(400, body) else { panic!("rejected") };
        let seen: Vec<_> = problems.iter().map(|p| (p.field.as_str(), p.message.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("job.businessUnit", "The businessUnit field is required."),
                ("custom.shirt_size", "The custom field shirt_size needs a label."),
                ("", "••• is no name"),
            ]
        );
    }

    #[test]
    fn an_object_of_errors_is_understood_as_well() {
        let said = |status| {
            refused(status, r#"{"name": "X", "message": "No ana@example.com", "code": 1, "errors": {}}"#)
        };
        assert_eq!(said(401), VendorError::Auth("No •••".into()));
        assert_eq!(said(403), VendorError::Forbidden("No •••".into()));
        assert_eq!(said(404), VendorError::NotFound("No •••".into()));
        assert_eq!(said(429), VendorError::RateLimited(PAUSE));
        let body = r#"{"message": "Unprocessable", "errors": {"lastName": ["is too long"]}}"#;
        let VendorError::Rejected(problems) = refused(422, body) else { panic!("rejected") };
        assert_eq!(
            (problems[0].field.as_str(), problems[0].message.as_str()),
            ("lastName", "lastName: is too long")
        );
    }

    #[test]
    fn an_answer_without_a_body_of_theirs_still_says_something() {
        assert!(matches!(refused(401, "<html>"), VendorError::Auth(why) if why.contains("401")));
        assert!(
            matches!(refused(400, ""), VendorError::Rejected(problems) if problems[0].message.contains("400"))
        );
        assert!(matches!(refused(418, ""), VendorError::Contract { .. }));
    }
}
