//! Proof by signature: a call carries a code that only the holder of a secret can make of that very call, so that the
//! secret itself is never sent and a call that was overheard can't be turned into another one.
//!
//! The form is the one that the gem `api_auth` made common: `<scheme> <key>:<base64 of HMAC-SHA1>` over the parts of a
//! call, joined by commas.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use jiff::Timestamp;
use md5::{Digest as _, Md5};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;
use url::Url;

/// The header that carries the MD5 of a body.
pub const CONTENT_MD5: &str = "content-md5";

/// A key and the secret with which its calls are signed.
#[derive(Clone)]
pub struct SigningKey {
    /// The word before the proof, such as `APIAuth`.
    pub scheme: &'static str,
    /// Which key it is; it is sent.
    pub key: String,
    /// What signs; it is never sent.
    pub secret: SecretString,
}

/// The parts of a call that a signature covers. A header that the call lacks is an empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered<'a> {
    /// The method; `None` in the older form of four parts, which did not cover it.
    pub method: Option<&'a str>,
    /// The `Content-Type` header as sent.
    pub content_type: &'a str,
    /// The `Content-MD5` header as sent.
    pub content_md5: &'a str,
    /// Path and query, without the host.
    pub target: &'a str,
    /// The `Date` header as sent.
    pub date: &'a str,
}

impl Covered<'_> {
    /// The text that is signed.
    pub fn canonical(&self) -> String {
        let rest = [self.content_type, self.content_md5, self.target, self.date];
        self.method.into_iter().chain(rest).collect::<Vec<_>>().join(",")
    }

    /// The signature, in base64.
    pub fn signature(&self, secret: &SecretString) -> String {
        STANDARD.encode(self.mac(secret).finalize().into_bytes())
    }

    /// Whether a signature is this one. What it takes does not tell how much of it is right.
    pub fn is_signed(&self, secret: &SecretString, signature: &str) -> bool {
        STANDARD.decode(signature).is_ok_and(|signature| self.mac(secret).verify_slice(&signature).is_ok())
    }

    fn mac(&self, secret: &SecretString) -> Hmac<Sha1> {
        // An HMAC takes a key of any length.
        let mut mac = Hmac::<Sha1>::new_from_slice(secret.expose_secret().as_bytes())
            .unwrap_or_else(|_| unreachable!("a key of any length is taken"));
        mac.update(self.canonical().as_bytes());
        mac
    }
}

impl SigningKey {
    /// The headers that prove a call as it is about to be sent: its `Date`, the MD5 of a body that is known, and the
    /// signature over both.
    pub fn proof(
        &self,
        method: &Method,
        url: &Url,
        content_type: Option<&HeaderValue>,
        body: Option<&[u8]>,
        now: Timestamp,
    ) -> HeaderMap {
        let date = http_date(now);
        let content_md5 = body.map(content_md5);
        let covered = Covered {
            method: Some(method.as_str()),
            content_type: content_type.and_then(|kind| kind.to_str().ok()).unwrap_or_default(),
            content_md5: content_md5.as_deref().unwrap_or_default(),
            target: &url[url::Position::BeforePath..url::Position::AfterQuery],
            date: &date,
        };
        let proof = format!("{} {}:{}", self.scheme, self.key, covered.signature(&self.secret));
        let parts = [
            (header::DATE, Some(date)),
            (HeaderName::from_static(CONTENT_MD5), content_md5),
            (header::AUTHORIZATION, Some(proof)),
        ];
        // A key that can't stand in a header is left out, and the vendor says what is missing.
        let parts =
            parts.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value?).ok()?)));
        let mut headers: HeaderMap = parts.collect();
        if let Some(proof) = headers.get_mut(header::AUTHORIZATION) {
            proof.set_sensitive(true);
        }
        headers
    }
}

/// The MD5 of a body, as its header has it.
pub fn content_md5(body: &[u8]) -> String {
    STANDARD.encode(Md5::digest(body))
}

/// A time as the `Date` header has it.
pub fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests;
