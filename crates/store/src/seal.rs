//! Secrets at rest: sealed with XChaCha20-Poly1305 under a key that is not in the database.
//!
//! A sealed text names the key it was sealed with, so that keys can be rotated while both are known, and is bound
//! to the row it belongs to, so that a sealed text copied to another row does not open.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Why a secret can't be opened. Nothing of the secret is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Sealed with a key that this process does not have.
    #[error(
        "A stored secret was sealed with another key. Start with the key it was sealed with, or reconnect."
    )]
    OtherKey,
    /// Not a sealed text, or tampered with.
    #[error("A stored secret is damaged. Reconnect to replace it.")]
    Damaged,
    /// Not 32 bytes of base64.
    #[error("The sealing key must be 32 bytes in base64.")]
    BadKey,
}

/// The keys with which secrets are sealed: the first seals, all open.
pub struct Vault(Vec<SealingKey>);

struct SealingKey {
    name: String,
    bytes: SecretSlice<u8>,
}

impl Vault {
    /// A vault from keys in base64, the one in use first.
    ///
    /// # Errors
    /// [`SealError::BadKey`] where there is none, or one is not 32 bytes.
    pub fn new<'a>(keys: impl IntoIterator<Item = &'a str>) -> Result<Self, SealError> {
        let keys: Vec<_> = keys.into_iter().map(SealingKey::read).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(SealError::BadKey) } else { Ok(Self(keys)) }
    }

    /// Seals a secret for the row named by `place`. `nonce` must never be used twice.
    pub fn seal(&self, secret: &SecretString, place: &str, nonce: [u8; 24]) -> String {
        let key = &self.0[0];
        let sealed = key
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload { msg: secret.expose_secret().as_bytes(), aad: place.as_bytes() },
            )
            .unwrap_or_default();
        format!("{}.{}.{}", key.name, STANDARD.encode(nonce), STANDARD.encode(sealed))
    }

    /// Opens what was sealed for that row.
    ///
    /// # Errors
    /// [`SealError`] where the key is not here, or the text is not what was sealed for that row.
    pub fn open(&self, sealed: &str, place: &str) -> Result<SecretString, SealError> {
        let mut parts = sealed.split('.');
        let (Some(name), Some(nonce), Some(text), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(SealError::Damaged);
        };
        let key = self.0.iter().find(|key| key.name == name).ok_or(SealError::OtherKey)?;
        let nonce: [u8; 24] =
            STANDARD.decode(nonce).ok().and_then(|nonce| nonce.try_into().ok()).ok_or(SealError::Damaged)?;
        let text = STANDARD.decode(text).map_err(|_| SealError::Damaged)?;
        let clear = key
            .cipher()
            .decrypt(&XNonce::from(nonce), Payload { msg: &text, aad: place.as_bytes() })
            .map_err(|_| SealError::Damaged)?;
        let clear = Zeroizing::new(clear);
        Ok(SecretString::from(std::str::from_utf8(&clear).map_err(|_| SealError::Damaged)?))
    }

    /// Whether a text is sealed with the key in use, so that rotation can pass over it.
    pub fn is_current(&self, sealed: &str) -> bool {
        sealed.split('.').next() == Some(self.0[0].name.as_str())
    }
}

impl SealingKey {
    fn read(text: &str) -> Result<Self, SealError> {
        let bytes = Zeroizing::new(STANDARD.decode(text.trim()).map_err(|_| SealError::BadKey)?);
        if bytes.len() != 32 {
            return Err(SealError::BadKey);
        }
        let name = STANDARD.encode(&Sha256::digest(&*bytes)[..6]);
        Ok(Self { name, bytes: bytes.to_vec().into() })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key: [u8; 32] = self.bytes.expose_secret().try_into().unwrap_or([0; 32]);
        XChaCha20Poly1305::new(&key.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> String {
        STANDARD.encode([byte; 32])
    }

    #[test]
    fn a_secret_opens_only_in_its_place() {
        let vault = Vault::new([key(1).as_str()]).unwrap();
        let sealed = vault.seal(&"s3cret".into(), "connection/1/key", [7; 24]);
        assert!(!sealed.contains("s3cret"));
        assert_eq!(vault.open(&sealed, "connection/1/key").unwrap().expose_secret(), "s3cret");
        assert_eq!(vault.open(&sealed, "connection/2/key").unwrap_err(), SealError::Damaged);
    }

    #[test]
    fn an_old_key_opens_and_the_new_one_seals() {
        let old = Vault::new([key(1).as_str()]).unwrap();
        let both = Vault::new([key(2).as_str(), key(1).as_str()]).unwrap();
        let new = Vault::new([key(2).as_str()]).unwrap();
        let sealed = old.seal(&"s3cret".into(), "p", [7; 24]);
        assert!(!both.is_current(&sealed));
        assert_eq!(new.open(&sealed, "p").unwrap_err(), SealError::OtherKey);
        let again = both.seal(&both.open(&sealed, "p").unwrap(), "p", [8; 24]);
        assert!(new.is_current(&again));
        assert_eq!(new.open(&again, "p").unwrap().expose_secret(), "s3cret");
    }

    #[test]
    fn damage_and_bad_keys_are_told_apart() {
        let vault = Vault::new([key(1).as_str()]).unwrap();
        assert_eq!(vault.open("nonsense", "p").unwrap_err(), SealError::Damaged);
        assert!(matches!(Vault::new(["c2hvcnQ="]), Err(SealError::BadKey)));
        assert!(matches!(Vault::new([]), Err(SealError::BadKey)));
    }
}
