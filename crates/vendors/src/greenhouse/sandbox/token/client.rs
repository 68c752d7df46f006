//! The client's own proof: its id and secret in Basic.

use axum::http::{HeaderMap, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::refusal::Refusal;

/// The two parts of Basic.
pub fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, proof) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let proof = STANDARD.decode(proof.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (name, secret) = std::str::from_utf8(&proof).ok()?.split_once(':')?;
    Some((name.to_owned(), secret.to_owned()))
}

/// Who says to be calling.
pub fn name(headers: &HeaderMap) -> Option<String> {
    basic(headers).map(|(name, _)| name)
}

/// The credential behind a call.
///
/// # Errors
/// `invalid_client` where there is none, where it is another secret's, or where it was revoked.
pub fn credential<'d>(documents: &'d Value, headers: &HeaderMap) -> Result<&'d Value, Refusal> {
    let (id, secret) = basic(headers).ok_or_else(|| Refusal::client("The client sent no proof."))?;
    let mut known = documents["credentials"].as_array().into_iter().flatten();
    let is_meant =
        |credential: &&Value| credential["client_id"] == *id && credential["client_secret"] == *secret;
    let credential = known.find(is_meant);
    let credential = credential.ok_or_else(|| Refusal::client("There is no such client and secret."))?;
    if credential["revoked"] == true {
        return Err(Refusal::client("The client was revoked."));
    }
    Ok(credential)
}
