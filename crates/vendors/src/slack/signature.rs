//! The proof that Slack sent something: version v0 of its signature, over the very bytes that came.

use connect::webhooks::Unproven;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

/// `v0=` and the HMAC-SHA256 in hexadecimal.
pub const SIGNATURE: &str = "x-slack-signature";
/// When it was signed, in Unix seconds.
pub const TIMESTAMP: &str = "x-slack-request-timestamp";
/// What was signed longer ago may be somebody's copy.
const LONGEST_AGO: SignedDuration = SignedDuration::from_mins(5);

/// The signature of a body.
pub fn sign(secret: &str, timestamp: &str, body: &[u8]) -> String {
    format!("v0={}", hex::encode(mac(secret, timestamp, body).finalize().into_bytes()))
}

/// Whether the bytes carry a good signature that is not old.
///
/// # Errors
/// [`Unproven`] says in a sentence what is missing.
pub fn verify(secret: &str, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<(), Unproven> {
    let unproven = |why: &str| Err(Unproven(why.into()));
    if secret.is_empty() {
        return unproven("The connection has no signing secret: copy it from the app's Basic Information.");
    }
    let (Some(signature), Some(timestamp)) = (only(headers, SIGNATURE), only(headers, TIMESTAMP)) else {
        return unproven("The message has no signature, or several.");
    };
    let Some(signed_at) = timestamp.parse().ok().and_then(|second| Timestamp::from_second(second).ok())
    else {
        return unproven("The message does not say when it was signed.");
    };
    if now.duration_since(signed_at).abs() > LONGEST_AGO {
        return unproven(
            "The message was signed more than five minutes ago or ahead: it is an old one that came again, or one of the clocks is wrong.",
        );
    }
    let Some(code) = signature.strip_prefix("v0=").and_then(|code| hex::decode(code).ok()) else {
        return unproven("The message's signature is not of version v0.");
    };
    // Compares in constant time.
    match mac(secret, timestamp, body).verify_slice(&code) {
        Ok(()) => Ok(()),
        Err(_) => unproven(
            "The message's signature does not match: the signing secret of the connection is another, or the message was changed.",
        ),
    }
}

fn mac(secret: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    for part in [b"v0:", timestamp.as_bytes(), b":", body] {
        mac.update(part);
    }
    mac
}

fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let (Some(one), None) = (all.next(), all.next()) else { return None };
    one.to_str().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    /// The vector of Slack's own documentation.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const SIGNED_AT: &str = "1531420618";
    const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const GIVEN: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    fn headers(signature: &str, timestamp: &str) -> HeaderMap {
        let value = |text: &str| HeaderValue::from_str(text).unwrap();
        HeaderMap::from_iter([
            (SIGNATURE.parse().unwrap(), value(signature)),
            (TIMESTAMP.parse().unwrap(), value(timestamp)),
        ])
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_published_vector_is_proven_and_made() {
        assert_eq!(sign(SECRET, SIGNED_AT, BODY.as_bytes()), GIVEN);
        assert_eq!(verify(SECRET, &headers(GIVEN, SIGNED_AT), BODY.as_bytes(), at(1_531_420_620)), Ok(()));
    }

    #[test]
    fn nothing_else_is_proven() {
        let soon = at(1_531_420_620);
        let reordered = BODY.replacen("text=&", "", 1) + "&text=";
        let other = GIVEN.replace("503", "504");
        for (secret, headers, body) in [
            (SECRET, headers(GIVEN, SIGNED_AT), reordered.as_str()),
            (SECRET, headers(GIVEN, "1531420619"), BODY),
            (SECRET, headers(&other, SIGNED_AT), BODY),
            (SECRET, headers(&GIVEN.to_uppercase(), SIGNED_AT), BODY),
            (SECRET, headers(&GIVEN[3..], SIGNED_AT), BODY),
            (SECRET, headers(GIVEN, "yesterday"), BODY),
            (SECRET, HeaderMap::new(), BODY),
            ("another", headers(GIVEN, SIGNED_AT), BODY),
            ("", headers(GIVEN, SIGNED_AT), BODY),
        ] {
            let refused = verify(secret, &headers, body.as_bytes(), soon).unwrap_err().to_string();
            assert!(!refused.contains("8f74") && !refused.contains("token="), "{refused}");
        }
        let mut twice = headers(GIVEN, SIGNED_AT);
        twice.append(SIGNATURE, GIVEN.parse().unwrap());
        assert!(verify(SECRET, &twice, BODY.as_bytes(), soon).is_err());
    }

    #[test]
    fn what_was_signed_more_than_five_minutes_ago_or_ahead_is_refused() {
        let check = |now| verify(SECRET, &headers(GIVEN, SIGNED_AT), BODY.as_bytes(), at(now)).is_ok();
        assert!(check(1_531_420_618 + 300) && check(1_531_420_618 - 300));
        assert!(!check(1_531_420_618 + 301) && !check(1_531_420_618 - 301));
    }
}
