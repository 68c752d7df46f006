//! The messages that the vendor sends by itself: proven by their signature, and then only a hint to fetch.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{
    Credentials, Webhooks,
    webhooks::{Announcement, Unproven},
};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use model::remote::RecordKind;
use serde_json::Value;
use sha2::Sha256;

use super::{connector::Pinpoint, wire::Message};

/// Standard base64 of the HMAC-SHA256 of the body, keyed with the webhook's signing secret.
pub const SIGNATURE: &str = "pinpoint-hmac-sha256";

impl Webhooks for Pinpoint {
    fn verify(&self, credentials: &Credentials, headers: &HeaderMap, body: &[u8]) -> Result<(), Unproven> {
        let unproven = |why: &str| Err(Unproven(why.into()));
        let secret = credentials.get("webhook_secret");
        if secret.is_empty() {
            return unproven(
                "The connection has no signing secret yet: copy it from the webhook in Pinpoint (Settings, API & Webhooks, Webhooks) and add it to the connection's keys.",
            );
        }
        let mut signatures = headers.get_all(SIGNATURE).iter();
        let (Some(signature), None) = (signatures.next(), signatures.next()) else {
            return unproven("The message has no signature, or several.");
        };
        let Ok(signature) = STANDARD.decode(signature.as_bytes()) else {
            return unproven("The message's signature is not base64.");
        };
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
            return unproven("The connection's signing secret can't be used.");
        };
        mac.update(body);
        // Compares in constant time.
        match mac.verify_slice(&signature) {
            Ok(()) => Ok(()),
            Err(_) => unproven(
                "The message's signature does not match: the signing secret of the connection is another, or the message was changed.",
            ),
        }
    }

    fn read(&self, _headers: &HeaderMap, body: &[u8]) -> Result<Announcement, String> {
        let surprise = |_| "The message does not have the documented form.".to_owned();
        let message: Message = serde_json::from_slice(body).map_err(surprise)?;
        let whole: Value = serde_json::from_slice(body).map_err(surprise)?;
        let mut ids: Vec<_> = whole["data"].as_object().into_iter().flatten().filter_map(id).collect();
        ids.sort();
        let about = about(&message);
        let dedupe = format!("{}@{} {}", message.event, message.triggered_at, ids.join(" "));
        Ok(Announcement { dedupe, event: message.event, about })
    }
}

/// `application:12` of `"application": {"id": 12}`.
fn id((kind, record): (&String, &Value)) -> Option<String> {
    Some(match &record["id"] {
        Value::String(id) => format!("{kind}:{id}"),
        Value::Number(id) => format!("{kind}:{id}"),
        _ => return None,
    })
}

/// What an event changes. A message about an application also names its job, which did not change by it. Only one
/// event's name is documented, so that the others are told by how they begin.
fn about(message: &Message) -> Vec<(RecordKind, String)> {
    let data = &message.data;
    let (kind, record) = match message.event.split('_').next().unwrap_or_default() {
        "application" | "offer" => (RecordKind::Application, data.application),
        "job" => (RecordKind::Job, data.job),
        "candidate" => (RecordKind::Candidate, data.candidate),
        _ => return vec![],
    };
    record.map(|record| (kind, record.id.to_string())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use secrecy::SecretString;

    use super::*;

    const BODY: &[u8] =
        br#"{"event":"application_hired","triggeredAt":1614687278,"data":{"application":{"id":1},"job":{"id":1}}}"#;
    /// Made with `openssl dgst -sha256 -hmac 'a-signing-secret' -binary | base64` over [`BODY`].
    const SIGNED: &str = "dlEV5oO8dqB7VBo2N53o0viWEuELlO6Oqs7EVv1LCrw=";

    fn credentials(secret: &str) -> Credentials {
        Credentials::new([("webhook_secret".to_owned(), SecretString::from(secret))])
    }

    fn headers(signature: &str) -> HeaderMap {
        HeaderMap::from_iter([(SIGNATURE.parse().unwrap(), HeaderValue::from_str(signature).unwrap())])
    }

    #[test]
    fn a_message_is_proven_on_its_very_bytes() {
        let good = credentials("a-signing-secret");
        assert_eq!(Pinpoint.verify(&good, &headers(SIGNED), BODY), Ok(()));
        let spaced = [BODY, b" "].concat();
        for (credentials, headers, body) in [
            (&good, headers(SIGNED), &spaced[..]),
            (&good, headers(&SIGNED[..SIGNED.len() - 1]), BODY),
            (&good, headers(&format!("{SIGNED}\t")), BODY),
            (&good, headers(&SIGNED.to_lowercase()), BODY),
            (&good, HeaderMap::new(), BODY),
            (&good, headers(""), BODY),
            (&credentials("another"), headers(SIGNED), BODY),
            (&credentials(""), headers(SIGNED), BODY),
        ] {
            let refused = Pinpoint.verify(credentials, &headers, body).unwrap_err().to_string();
            assert!(!refused.contains("secret-") && !refused.contains("application"), "{refused}");
        }
        let mut twice = headers(SIGNED);
        twice.append(SIGNATURE, SIGNED.parse().unwrap());
        assert!(Pinpoint.verify(&good, &twice, BODY).is_err());
        let untold = Pinpoint.verify(&credentials(""), &headers(SIGNED), BODY).unwrap_err();
        assert!(untold.0.contains("API & Webhooks"), "{untold}");
    }

    fn read(body: &str) -> Announcement {
        Pinpoint.read(&HeaderMap::new(), body.as_bytes()).unwrap()
    }

    #[test]
    fn a_repeat_is_told_from_another_message() {
        let first = read(std::str::from_utf8(BODY).unwrap());
        assert_eq!(first.dedupe, "application_hired@1614687278 application:1 job:1");
        assert_eq!(first.about, [(RecordKind::Application, "1".to_owned())]);
        let turned = r#"{"triggeredAt":1614687278,"event":"application_hired","data":{"job":{"id":1},"application":{"id":1}}}"#;
        assert_eq!(read(turned), first);
        assert_ne!(read(&turned.replace("278", "279")).dedupe, first.dedupe);
    }

    #[test]
    fn an_event_that_is_nothing_to_us_is_about_nothing() {
        let other = r#"{"event":"requisition_created","triggeredAt":1,"data":{"requisition":{"id":7}}}"#;
        assert_eq!(
            (read(other).about, read(other).dedupe.as_str()),
            (vec![], "requisition_created@1 requisition:7")
        );
        let job = r#"{"event":"job_deleted","triggeredAt":1,"data":{"job":{"id":7}}}"#;
        assert_eq!(read(job).about, [(RecordKind::Job, "7".to_owned())]);
        assert!(Pinpoint.read(&HeaderMap::new(), b"[]").is_err());
    }
}
