//! What a refusal means: a word in the answer, at status 200.

use std::time::Duration;

use connect::{Effect, Reply, VendorError, error::Result};
use http::StatusCode;
use model::hire::FieldProblem;

use super::wire::Outcome;

/// Where the answer names no time to wait. The limits are counted by the minute.
const PAUSE: Duration = Duration::from_secs(60);

/// The answer where the vendor did what was asked, otherwise what its refusal means. `purpose` says what was tried.
pub fn check(reply: Reply, purpose: &str) -> Result<Reply> {
    if reply.status == StatusCode::TOO_MANY_REQUESTS {
        return Err(VendorError::RateLimited(PAUSE));
    }
    // What stands before the API may refuse in its own way.
    if matches!(reply.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return Err(VendorError::Auth(format!("Slack answered {} (to {purpose})", reply.status.as_u16())));
    }
    let outcome: Outcome = reply.json()?;
    match outcome {
        Outcome { ok: true, .. } => Ok(reply),
        Outcome { error, needed, .. } => {
            Err(meaning(&word(error.as_deref()), &word(needed.as_deref()), purpose, reply.effect))
        }
    }
}

/// A word of the vendor's as it may be shown: it is made of small letters, and nobody's name is in it.
fn word(text: Option<&str>) -> String {
    let known = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:.,".contains(*c);
    text.unwrap_or_default().chars().filter(known).take(80).collect()
}

fn meaning(error: &str, needed: &str, purpose: &str, effect: Effect) -> VendorError {
    let said = format!("Slack said {error} (to {purpose})");
    match error {
        "not_authed" => VendorError::Auth(
            "Gangway is not installed in Slack yet: an administrator installs it on the connection's page"
                .into(),
        ),
        "account_inactive" | "token_revoked" | "token_expired" | "invalid_auth" | "org_login_required"
        | "invalid_client_id" | "bad_client_secret" => VendorError::Auth(said),
        "missing_scope" => VendorError::Forbidden(format!(
            "the scope {needed} is missing (to {purpose}); add it to the app and install it again"
        )),
        "no_permission"
        | "not_allowed_token_type"
        | "restricted_action"
        | "ekm_access_denied"
        | "access_denied"
        | "messages_tab_disabled" => VendorError::Forbidden(said),
        "ratelimited" | "rate_limited" | "message_limit_exceeded" => VendorError::RateLimited(PAUSE),
        "users_not_found" | "user_not_found" | "user_disabled" | "user_not_visible" | "cannot_dm_bot"
        | "channel_not_found" | "is_archived" | "message_not_found" => VendorError::NotFound(said),
        "cant_update_message"
        | "edit_window_closed"
        | "code_already_used"
        | "invalid_code"
        | "bad_redirect_uri" => VendorError::Conflict(said),
        "internal_error"
        | "fatal_error"
        | "service_unavailable"
        | "request_timeout"
        | "team_added_to_org" => {
            match effect {
                Effect::Read => VendorError::Unavailable(said),
                // By the vendor's own words some of it may have been done.
                Effect::Write => VendorError::Uncertain(said),
            }
        }
        "msg_too_long"
        | "no_text"
        | "invalid_blocks"
        | "invalid_blocks_format"
        | "msg_blocks_too_long"
        | "too_many_attachments"
        | "invalid_metadata_format"
        | "metadata_too_large" => {
            VendorError::Rejected(vec![FieldProblem { field: "message".into(), message: said }])
        }
        _ => VendorError::Contract { path: "error".into(), message: said },
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn refused(status: u16, body: &'static str, effect: Effect) -> VendorError {
        let status = StatusCode::from_u16(status).unwrap();
        let reply = Reply { status, headers: HeaderMap::new(), body: body.as_bytes().into(), effect };
        check(reply, "ask somebody").unwrap_err()
    }

    #[test]
    fn a_word_at_status_200_is_told_apart() {
        let of = |body| refused(200, body, Effect::Write);
        assert!(matches!(of(r#"{"ok":false,"error":"token_revoked"}"#), VendorError::Auth(_)));
        let scope = of(r#"{"ok":false,"error":"missing_scope","needed":"im:write","provided":"chat:write"}"#);
        assert!(matches!(&scope, VendorError::Forbidden(why) if why.contains("im:write")), "{scope}");
        assert!(matches!(of(r#"{"ok":false,"error":"channel_not_found"}"#), VendorError::NotFound(_)));
        assert!(matches!(of(r#"{"ok":false,"error":"ratelimited"}"#), VendorError::RateLimited(_)));
        assert!(matches!(of(r#"{"ok":false,"error":"msg_too_long"}"#), VendorError::Rejected(_)));
        assert!(matches!(of(r#"{"ok":false,"error":"fatal_error"}"#), VendorError::Uncertain(_)));
        let read = refused(200, r#"{"ok":false,"error":"fatal_error"}"#, Effect::Read);
        assert!(matches!(read, VendorError::Unavailable(_)));
        let unknown = of(r#"{"ok":false,"error":"brand_new ada@example.com"}"#).to_string();
        assert!(unknown.contains("brand_new") && !unknown.contains('@'), "{unknown}");
    }

    #[test]
    fn what_is_no_answer_of_the_api_is_no_success() {
        assert!(matches!(refused(429, "", Effect::Write), VendorError::RateLimited(_)));
        assert!(matches!(refused(401, "expired", Effect::Read), VendorError::Auth(_)));
        assert!(matches!(refused(200, "<html>", Effect::Write), VendorError::Uncertain(_)));
        assert!(matches!(refused(200, "[]", Effect::Read), VendorError::Contract { .. }));
    }
}
