//! Tokens of v3: asked for with the client's id and secret, good for a while.

use connect::{
    Body, Call, Credentials, Effect, Reply, VendorError,
    auth::Auth,
    error::Result,
    token::{Exchange, Token},
};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use serde::Deserialize;

/// The host that gives tokens.
pub const HOST: &str = "auth.greenhouse.io";

/// Where an answer tells no end: short enough to be true.
const UNKNOWN: SignedDuration = SignedDuration::from_mins(10);

/// What a token's answer tells. Both spellings of its end were seen.
#[derive(Deserialize)]
struct Given {
    access_token: SecretString,
    #[serde(default)]
    expires_at: Option<String>,
    #[serde(default)]
    expires_in: Option<i64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refused {
    error: String,
    error_description: String,
}

/// How these credentials are turned into a token.
pub fn exchange(credentials: &Credentials) -> Exchange {
    let mut form = vec![("grant_type".to_owned(), "client_credentials".to_owned())];
    let user = credentials.get("acting_user").trim();
    if !user.is_empty() {
        form.push(("sub".into(), user.into()));
    }
    // Asking for a token changes nothing there, so that it may be asked for again.
    let call = Call { effect: Effect::Read, ..Call::post("get a token", "/token", Body::Form(form)) };
    let proof = proof(credentials.get("client_id"), credentials.get("client_secret"));
    Exchange { call: call.on(HOST), proof, read }
}

/// The client's own proof.
pub fn proof(id: &str, secret: &str) -> Auth {
    Auth::Basic(id.into(), secret.into(), vec![])
}

fn read(reply: &Reply, now: Timestamp) -> Result<Token> {
    if !reply.status.is_success() {
        return Err(refused(reply));
    }
    let given: Given = reply.json()?;
    // The end is told by the vendor's clock; how long that is from its own now is the same by ours.
    let theirs = reply.date().unwrap_or(now);
    let told = given.expires_at.as_deref().and_then(moment).map(|end| end.duration_since(theirs));
    let lasts = told.or(given.expires_in.map(SignedDuration::from_secs)).unwrap_or(UNKNOWN);
    Ok(Token { secret: given.access_token, expires_at: now + lasts })
}

/// A time whose offset may be written without a colon.
fn moment(written: &str) -> Option<Timestamp> {
    written
        .parse()
        .ok()
        .or_else(|| jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%z", written).ok()?.to_timestamp().ok())
}

fn refused(reply: &Reply) -> VendorError {
    let told: Refused = serde_json::from_slice(&reply.body).unwrap_or_default();
    let sentence = match told.error.as_str() {
        "invalid_client" => {
            "Greenhouse knows no such client id and secret; the credential may have been revoked"
        }
        "invalid_grant" => {
            "Greenhouse gives no token for the user that the credential is to act for: look at the id, and whether the user is active"
        }
        "unauthorized_client" | "invalid_scope" => {
            "the credential has no scope: an administrator chooses its scopes in Greenhouse, under Configure, Dev Center, API Credential Management"
        }
        "unsupported_grant_type" => "the credential is of another kind: make a Harvest v3 (OAuth) credential",
        _ => "Greenhouse gave no token",
    };
    match reply.status {
        StatusCode::TOO_MANY_REQUESTS => VendorError::RateLimited(std::time::Duration::from_secs(60)),
        status if status.is_client_error() => {
            let more = told.error_description.trim();
            VendorError::Auth(if more.is_empty() { sentence.into() } else { format!("{sentence} ({more})") })
        }
        status => VendorError::Unavailable(format!("the vendor answered {}", status.as_u16())),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;
    use serde_json::{Value, json};

    use super::*;

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn answer(status: u16, body: &Value) -> Reply {
        let headers =
            HeaderMap::from_iter([(http::header::DATE, "Tue, 24 Nov 2026 11:50:00 GMT".parse().unwrap())]);
        let status = StatusCode::from_u16(status).unwrap();
        Reply { status, headers, body: Bytes::from(body.to_string()), effect: Effect::Read }
    }

    #[test]
    fn both_spellings_of_the_end_are_read_by_the_vendors_clock() {
        let end = |body: Value| read(&answer(200, &body), now()).unwrap().expires_at.to_string();
        let at = |end: &str| json!({"access_token": "t", "expires_at": end});
        assert_eq!(end(at("2026-11-24T12:50:00+0000")), "2026-11-24T13:00:00Z");
        assert_eq!(end(at("2026-11-24T12:50:00Z")), "2026-11-24T13:00:00Z");
        assert_eq!(end(json!({"access_token": "t", "expires_in": 60})), "2026-11-24T12:01:00Z");
        assert_eq!(end(json!({"access_token": "t"})), "2026-11-24T12:10:00Z");
    }

    #[test]
    fn a_refusal_says_what_is_to_be_done() {
        let told = |error: &str| read(&answer(401, &json!({"error": error})), now()).unwrap_err().to_string();
        assert!(told("invalid_client").contains("revoked"));
        assert!(told("unauthorized_client").contains("scopes"));
        assert!(matches!(read(&answer(502, &json!({})), now()), Err(VendorError::Unavailable(_))));
    }
}
