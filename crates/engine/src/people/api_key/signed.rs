//! Keys of the second kind: the program keeps a secret and signs each call with it, as RFC 9421 (HTTP Message
//! Signatures) says, with `hmac-sha256`. The secret itself never travels, and what such a key makes comes from the key,
//! by its name.

use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use model::ApiKeyId;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use store::{Tx, people::api_key};

use super::{ApiKey, Caller, admitted};
use crate::{App, error::Result, people::token};

/// What the identifier of such a key begins with.
pub(super) const PREFIX: &str = "gws_";

/// How far the time of a signature may be from ours. An older call is a repeated one.
pub const WINDOW: Duration = Duration::from_secs(5 * 60);

/// A call's signature, as it came.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The key's identifier.
    pub key: String,
    /// When it was signed.
    pub created: Timestamp,
    /// What was signed: the signature base of RFC 9421.
    pub base: String,
    /// The signature.
    pub bytes: Vec<u8>,
}

/// As whom a key acts whose secret signed the call, within the same limits as any other key.
///
/// # Errors
/// [`crate::Error::Store`] where the database stands against it.
pub async fn who_signed(app: &App, signature: &Signature, origin: &str) -> Result<Option<Caller>> {
    let now = app.now();
    let recent = now - WINDOW <= signature.created && signature.created <= now + WINDOW;
    if !recent || !signature.key.starts_with(PREFIX) {
        return Ok(None);
    }
    let Some(key) = api_key::by_token(&app.db, &token::hash(&signature.key)).await? else { return Ok(None) };
    let Some(sealed) = &key.secret else { return Ok(None) };
    let secret = app.vault.open(sealed, &place(key.id)).map_err(store::Error::from)?;
    // Compares in constant time.
    let good = mac(secret.expose_secret().as_bytes(), &signature.base).verify_slice(&signature.bytes).is_ok();
    if good { admitted(app, key, origin).await } else { Ok(None) }
}

/// The signature of a base, for programs of ours and for tests.
pub fn sign(secret: &SecretString, base: &str) -> Vec<u8> {
    mac(secret.expose_secret().as_bytes(), base).finalize().into_bytes().to_vec()
}

fn mac(secret: &[u8], base: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(base.as_bytes());
    mac
}

/// Where a key's secret belongs, so that it does not open as another's.
fn place(id: ApiKeyId) -> String {
    format!("api_key/{id}")
}

/// A key's secret, sealed.
pub(super) fn seal(app: &App, id: ApiKeyId, secret: &SecretString) -> String {
    app.vault.seal(secret, &place(id), app.dice.bytes())
}

/// Seals the secrets of keys with the sealing key in use, and says how many were sealed anew.
///
/// # Errors
/// Where one can't be opened with any sealing key of this process.
pub(crate) async fn rotate(app: &App, tx: &Tx) -> Result<usize> {
    let mut anew = 0;
    for ApiKey { id, secret, .. } in api_key::with_secret(tx).await? {
        let Some(sealed) = secret.filter(|sealed| !app.vault.is_current(sealed)) else { continue };
        let clear = app.vault.open(&sealed, &place(id)).map_err(store::Error::from)?;
        api_key::set_secret(tx, id, &seal(app, id, &clear)).await?;
        anew += 1;
    }
    Ok(anew)
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    use super::*;
    use crate::people::{
        api_key::{NewKey, make, who},
        testing::benches,
    };

    /// RFC 9421, appendix B.2.5.
    #[test]
    fn the_published_example_is_signed_as_published() {
        let secret =
            "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
        let base = "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\
                    \"@authority\": example.com\n\
                    \"content-type\": application/json\n\
                    \"@signature-params\": (\"date\" \"@authority\" \"content-type\")\
                    ;created=1618884473;keyid=\"test-shared-secret\"";
        let signed = mac(&STANDARD.decode(secret).unwrap(), base).finalize().into_bytes();
        assert_eq!(STANDARD.encode(signed), "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
    }

    #[tokio::test]
    async fn a_call_is_believed_by_its_signature_alone_and_for_five_minutes() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let new = NewKey { name: "Sourcer".into(), signs: true, ..NewKey::default() };
            let made = make(app, &boss.actor, &new).await.unwrap();
            let (key, secret) = (made.token.expose_secret().to_owned(), made.secret.unwrap());
            assert_eq!(made.key.source(), Some("Sourcer"));
            assert!(who(app, &key, "x").await.unwrap().is_none(), "the identifier alone is no proof");
            let base = "\"@method\": GET".to_owned();
            let bytes = sign(&secret, &base);
            let good = Signature { key, created: app.now(), base, bytes };
            let caller = who_signed(app, &good, "x").await.unwrap().unwrap();
            assert_eq!(caller.key.id, made.key.id, "{}", bench.kind());
            let other = Signature { base: "\"@method\": POST".into(), ..good.clone() };
            assert!(who_signed(app, &other, "x").await.unwrap().is_none());
            bench.later(WINDOW.as_secs());
            assert!(who_signed(app, &good, "x").await.unwrap().is_some());
            bench.later(1);
            assert!(who_signed(app, &good, "x").await.unwrap().is_none(), "it is too old");
            let ahead = Signature { created: app.now() + WINDOW + Duration::from_secs(1), ..good };
            assert!(who_signed(app, &ahead, "x").await.unwrap().is_none(), "it is from the future");
        }
    }
}
