//! The signature of the Standard Webhooks specification: HMAC-SHA256 over identifier, time and body.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// What a secret begins with, so that one in the wrong place is recognised.
pub const PREFIX: &str = "whsec_";

/// A secret of these bytes.
pub(super) fn secret(bytes: [u8; 32]) -> SecretString {
    format!("{PREFIX}{}", STANDARD.encode(bytes)).into()
}

/// The value of `webhook-signature`: one signature for each secret, apart by blanks. `None` where a secret is none.
pub fn signatures(secrets: &[SecretString], id: &str, at: Timestamp, body: &str) -> Option<String> {
    let signed = format!("{id}.{}.{body}", at.as_second());
    let one = |secret: &SecretString| {
        let key = STANDARD.decode(secret.expose_secret().strip_prefix(PREFIX)?).ok()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(signed.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    };
    Some(secrets.iter().map(one).collect::<Option<Vec<_>>>()?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that the specification's own libraries are tested with.
    #[test]
    fn the_published_example_is_signed_as_published() {
        let secret = SecretString::from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let (id, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", r#"{"test": 2432232314}"#);
        let one = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signatures(std::slice::from_ref(&secret), id, at, body).unwrap(), one);
        let other = super::secret([7; 32]);
        let both = signatures(&[other, secret], id, at, body).unwrap();
        assert!(both.ends_with(&format!(" {one}")) && both.matches("v1,").count() == 2, "{both}");
        assert_eq!(signatures(&["plain".into()], id, at, body), None);
    }
}
