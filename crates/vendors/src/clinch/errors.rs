//! What a refusal means: a status, and a JSON:API list of problems.

use std::time::Duration;

use connect::{Ctx, Effect, Reply, VendorError, error::Result, redact};
use http::StatusCode;
use model::hire::FieldProblem;
use serde_json::Value;

use super::{
    VALIDITY,
    wire::{Problem, Problems},
};

/// Where the vendor names no time to wait.
const PAUSE: Duration = Duration::from_secs(30);

/// The answer where the vendor did what was asked, otherwise what its refusal means. `purpose` says what was tried;
/// `sent` is what the call carried, so that its values can be taken out of the vendor's sentence.
pub fn check(ctx: &Ctx, reply: Reply, purpose: &str, sent: &Value) -> Result<Reply> {
    if reply.status.is_success() {
        return Ok(reply);
    }
    let problems = serde_json::from_slice::<Problems>(&reply.body).unwrap_or_default().errors;
    let told = told(&problems, sent);
    let message = match &*told {
        "" => format!("Clinch answered {} and gave no reason (to {purpose})", reply.status.as_u16()),
        told => format!("{told} (to {purpose})"),
    };
    Err(match reply.status {
        StatusCode::UNAUTHORIZED => VendorError::Auth(unproven(&message, clock_ahead(ctx, &reply))),
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
            path: problems.iter().find_map(pointer).unwrap_or_default().into(),
            message: format!("the status {} is not documented for this call: {message}", status.as_u16()),
        },
    })
}

/// By how many seconds the vendor's clock was ahead of ours when it answered.
pub fn clock_ahead(ctx: &Ctx, reply: &Reply) -> Option<i64> {
    Some(reply.date()?.as_second() - ctx.clock.now().as_second())
}

/// A key that is not accepted: it may be that only the clock is wrong, because a call is good for a while.
fn unproven(message: &str, ahead: Option<i64>) -> String {
    match ahead {
        Some(ahead) if ahead.abs() >= VALIDITY => format!(
            "{message}. This machine's clock is {} minutes {} Clinch's, and a call is good for 15: set the clock right, \
             then test again",
            ahead.abs() / 60,
            if ahead > 0 { "behind" } else { "ahead of" },
        ),
        _ => message.to_owned(),
    }
}

fn told(problems: &[Problem], sent: &Value) -> String {
    let sentences = problems.iter().filter_map(|problem| problem.detail.as_ref().or(problem.title.as_ref()));
    redact::sentence(&sentences.map(String::as_str).collect::<Vec<_>>().join("; "), sent)
}

/// One problem a field, at the key that the mapping knows it by. A refusal that names none is one of the whole record.
fn rejected(problems: &[Problem], sent: &Value, message: String) -> Vec<FieldProblem> {
    let problem = |problem: &Problem| {
        let pointer = pointer(problem).unwrap_or_default();
        let field = pointer.strip_prefix("/data/attributes/").unwrap_or_default().to_owned();
        FieldProblem { field, message: told(std::slice::from_ref(problem), sent) }
    };
    match problems {
        [] => vec![FieldProblem { field: String::new(), message }],
        problems => problems.iter().map(problem).collect(),
    }
}

fn pointer(problem: &Problem) -> Option<&str> {
    problem.source.as_ref()?.pointer.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_wrong_is_named_as_the_reason() {
        let said = unproven("Invalid API credentials", Some(1260));
        assert!(said.contains("21 minutes behind Clinch's"), "{said}");
        assert!(unproven("No", Some(-960)).contains("16 minutes ahead of Clinch's"));
        assert_eq!(unproven("No", Some(80)), "No");
        assert_eq!(unproven("No", None), "No");
    }
}
