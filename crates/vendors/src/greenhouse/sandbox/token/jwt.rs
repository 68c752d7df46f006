//! A token in the form of a JWT: three parts, the last of which signs the others. `token_secret` can be changed under
//! the feet of all living tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;

/// The first part: HMAC with SHA-256. The vendor's own kind of signature is not known.
const HEAD: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The credential.
    #[serde(rename = "client_id")]
    pub client: String,
    /// The user for whom it acts.
    #[serde(rename = "sub", with = "in_text")]
    pub user: u64,
    /// Since when, in seconds of the epoch.
    #[serde(rename = "iat")]
    pub begins: i64,
    /// Until when, in seconds of the epoch.
    #[serde(rename = "exp")]
    pub ends: i64,
}

/// Makes a token.
pub fn write(documents: &Value, claims: &Claims) -> String {
    // Texts and numbers, which can't fail.
    let claims = serde_json::to_vec(claims).unwrap_or_default();
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(HEAD), URL_SAFE_NO_PAD.encode(claims));
    let signature = mac(documents, &signed).finalize().into_bytes();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// What a token says, where it was made here and not altered.
pub fn read(documents: &Value, token: &str) -> Option<Claims> {
    let (signed, signature) = token.rsplit_once('.')?;
    mac(documents, signed).verify_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    let (_, claims) = signed.split_once('.')?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

fn mac(documents: &Value, signed: &str) -> Hmac<Sha256> {
    let secret = documents["token_secret"].as_str().unwrap_or("sandbox-token-secret");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    mac
}

/// A number that is written as a text, as the subject of a JWT is.
mod in_text {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
    pub fn serialize<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_that_was_altered_is_none() {
        let claims = Claims { client: "c".into(), user: 7, begins: 1, ends: 2 };
        let token = write(&json!({}), &claims);
        assert_eq!(read(&json!({}), &token), Some(claims.clone()));
        assert_eq!(token.split('.').count(), 3);
        let other = write(&json!({}), &Claims { user: 8, ..claims });
        let (signed, _) = other.rsplit_once('.').unwrap();
        let (_, signature) = token.rsplit_once('.').unwrap();
        assert_eq!(read(&json!({}), &format!("{signed}.{signature}")), None);
        assert_eq!(read(&json!({"token_secret": "other"}), &token), None);
        assert_eq!(read(&json!({}), "nonsense"), None);
    }
}
