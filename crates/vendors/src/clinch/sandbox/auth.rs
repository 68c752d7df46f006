//! Whose key it is, and whether the call is signed with its secret.

use axum::http::{HeaderMap, Method, Uri, header};
use connect::sign::{CONTENT_MD5, Covered, content_md5};
use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};
use serde_json::Value;

use super::refusal::Refusal;
use crate::clinch::{SCHEME, VALIDITY};

/// Insists on a signature over this call, and gives the name of the credential.
///
/// # Errors
/// 401 where the credential is unknown, the time is more than fifteen minutes off, the MD5 is not that of the body, or
/// the signature is not of this call.
pub fn check(
    documents: &Value,
    now: Timestamp,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<String, Refusal> {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (key, signature) = of(header::AUTHORIZATION.as_str())
        .strip_prefix(SCHEME)
        .and_then(|proof| proof.strip_prefix(' '))
        .and_then(|proof| proof.split_once(':'))
        .ok_or_else(|| Refusal::unproven("The Authorization header is not APIAuth <key>:<signature>."))?;
    let mut keys = documents["keys"].as_array().into_iter().flatten();
    let known = keys.find(|known| known["key"] == key);
    let known = known.ok_or_else(|| Refusal::unproven("There is no such key."))?;
    // A browser can't set its Date, so the other header is taken in its place.
    let date = if headers.contains_key("x-hmac-date") { of("x-hmac-date") } else { of("date") };
    let sent = DateTimeParser::new()
        .parse_timestamp(date)
        .map_err(|_| Refusal::unproven("Neither Date nor X-HMAC-Date is an HTTP date."))?;
    let skew = (now.as_second() - sent.as_second()).abs();
    if skew > VALIDITY {
        return Err(Refusal::unproven(&format!(
            "The time is {skew} seconds off, and {VALIDITY} are allowed."
        )));
    }
    let md5 = of(CONTENT_MD5);
    if !md5.is_empty() && md5 != content_md5(body) {
        return Err(Refusal::unproven("Content-MD5 is not that of the body."));
    }
    let covered = Covered {
        method: Some(method.as_str()),
        content_type: of(header::CONTENT_TYPE.as_str()),
        content_md5: md5,
        target: uri.path_and_query().map_or("/", |target| target.as_str()),
        date,
    };
    let secret = known["secret"].as_str().unwrap_or_default().into();
    let old = documents["four_parts"] == true && uri.path().starts_with("/v1/");
    let is_signed = covered.is_signed(&secret, signature)
        || (old && Covered { method: None, ..covered }.is_signed(&secret, signature));
    if !is_signed {
        return Err(Refusal::unproven(
            "The signature is not the one over method, Content-Type, Content-MD5, path with query, and date.",
        ));
    }
    Ok(known["name"].as_str().unwrap_or_default().to_owned())
}
