//! The messages that the vendor sends by itself: proven by their signature, and then only a hint to fetch.

use connect::{
    Credentials, Webhooks,
    webhooks::{Announcement, Unproven},
};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use model::remote::RecordKind;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::connector::Greenhouse;

/// The name of the algorithm, one blank, and the HMAC-SHA256 of the body in hexadecimal.
pub const SIGNATURE: &str = "signature";
/// The same for every attempt to deliver one message.
const EVENT: &str = "greenhouse-event-id";

/// A message: what happened, and the record as v1 shows it.
#[derive(Deserialize)]
struct Message {
    action: String,
    #[serde(default)]
    payload: Value,
}

impl Webhooks for Greenhouse {
    fn verify(&self, credentials: &Credentials, headers: &HeaderMap, body: &[u8]) -> Result<(), Unproven> {
        let unproven = |why: &str| Err(Unproven(why.into()));
        let secret = credentials.get("webhook_secret");
        if secret.is_empty() {
            return unproven(
                "The connection has no secret key of the webhook yet: add the one that you gave Greenhouse to the connection's keys.",
            );
        }
        let mut signatures = headers.get_all(SIGNATURE).iter();
        let (Some(signature), None) = (signatures.next(), signatures.next()) else {
            return unproven("The message has no signature, or several.");
        };
        let hex = signature.to_str().ok().and_then(|told| told.strip_prefix("sha256 "));
        let Some(signature) = hex.and_then(|hex| hex::decode(hex).ok()) else {
            return unproven("The message's signature does not have the form “sha256 …”.");
        };
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
            return unproven("The connection's secret key of the webhook can't be used.");
        };
        mac.update(body);
        // Compares in constant time.
        match mac.verify_slice(&signature) {
            Ok(()) => Ok(()),
            Err(_) => unproven(
                "The message's signature does not match: the secret key of the connection is another, or the message was changed.",
            ),
        }
    }

    fn read(&self, headers: &HeaderMap, body: &[u8]) -> Result<Announcement, String> {
        let message: Message = serde_json::from_slice(body)
            .map_err(|_| "The message does not have the documented form.".to_owned())?;
        let told = headers.get(EVENT).and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty());
        // Without a name a message is told from another by what it says.
        let dedupe = told.map_or_else(|| hex::encode(Sha256::digest(body)), str::to_owned);
        let about = about(&message);
        Ok(Announcement { dedupe, event: message.action, about })
    }
}

/// Which records a message is about. Those of an application name its person and its job, too; the person changes with
/// tags and by being updated or merged.
fn about(message: &Message) -> Vec<(RecordKind, String)> {
    let payload = &message.payload;
    let id = |pointer: &str| payload.pointer(pointer).and_then(Value::as_u64).map(|id| id.to_string());
    let mut about = vec![];
    match message.action.as_str() {
        "ping" => {}
        action if action.starts_with("job_post") => {}
        action if action.starts_with("job") => {
            about.extend(id("/job/id").or(id("/job_id")).or(id("/id")).map(|id| (RecordKind::Job, id)));
        }
        "update_candidate" | "delete_candidate" | "merge_candidate" | "candidate_anonymized" => {
            let person = id("/candidate/id").or(id("/person_id")).or(id("/application/candidate/id"));
            about.extend(person.map(|id| (RecordKind::Candidate, id)));
        }
        _ => {
            about.extend(id("/application/candidate/id").map(|id| (RecordKind::Candidate, id)));
            let application = id("/application/id").or(id("/application_id"));
            about.extend(application.map(|id| (RecordKind::Application, id)));
        }
    }
    about
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use secrecy::SecretString;

    use super::*;

    const BODY: &[u8] =
        br#"{"action":"hire_candidate","payload":{"application":{"id":7,"note":"\u003cb\u003e","candidate":{"id":3}}}}"#;

    /// Made with `openssl dgst -sha256 -hmac 'a-secret-key'` over [`BODY`].
    const SIGNED: &str = "sha256 4f96c92088b73e6e2322b5513541af6e59ab42d3bc95b2c2da86dc61a92bade1";

    fn credentials(secret: &str) -> Credentials {
        Credentials::new([("webhook_secret".to_owned(), SecretString::from(secret))])
    }

    fn of(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (name.parse().unwrap(), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_message_is_proven_on_its_very_bytes() {
        let good = credentials("a-secret-key");
        let proven = of(&[(SIGNATURE, SIGNED)]);
        assert_eq!(Greenhouse.verify(&good, &proven, BODY), Ok(()));
        let unescaped = String::from_utf8_lossy(BODY).replace("\\u003c", "<");
        for (credentials, headers, body) in [
            (&good, proven.clone(), unescaped.as_bytes()),
            (&good, of(&[(SIGNATURE, &SIGNED.replace("sha256 ", "sha256="))]), BODY),
            (&good, of(&[(SIGNATURE, &SIGNED.replace("sha256 ", ""))]), BODY),
            (&good, of(&[]), BODY),
            (&good, of(&[(SIGNATURE, SIGNED), (SIGNATURE, SIGNED)]), BODY),
            (&credentials("another"), proven.clone(), BODY),
            (&credentials(""), proven.clone(), BODY),
        ] {
            assert!(Greenhouse.verify(credentials, &headers, body).is_err());
        }
    }

    #[test]
    fn a_message_names_what_is_to_be_fetched() {
        let told = of(&[(EVENT, "e-1")]);
        let read = Greenhouse.read(&told, BODY).unwrap();
        assert_eq!((read.dedupe.as_str(), read.event.as_str()), ("e-1", "hire_candidate"));
        assert_eq!(read.about, [(RecordKind::Candidate, "3".into()), (RecordKind::Application, "7".into())]);
        let about = |body: &str| Greenhouse.read(&told, body.as_bytes()).unwrap().about;
        assert_eq!(
            about(r#"{"action":"job_updated","payload":{"job":{"id":5}}}"#),
            [(RecordKind::Job, "5".into())]
        );
        assert_eq!(
            about(r#"{"action":"update_candidate","payload":{"candidate":{"id":3}}}"#),
            [(RecordKind::Candidate, "3".into())]
        );
        assert_eq!(about(r#"{"action":"ping","payload":{}}"#), []);
        let nameless = Greenhouse.read(&HeaderMap::new(), BODY).unwrap().dedupe;
        assert_eq!(nameless, Greenhouse.read(&HeaderMap::new(), BODY).unwrap().dedupe);
        assert!(Greenhouse.read(&told, b"[]").is_err());
    }
}
