//! Whose key it is, and what it may call.

use axum::http::{HeaderMap, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::errors::Refusal;

/// The key of a call: the user name of Basic authentication, with a blank password.
///
/// # Errors
/// 401 where there is none in this form.
pub fn key(headers: &HeaderMap) -> Result<String, Refusal> {
    let told = headers.get(header::AUTHORIZATION).and_then(|told| told.to_str().ok());
    let (scheme, encoded) = told.and_then(|told| told.split_once(' ')).ok_or_else(Refusal::unauthorized)?;
    let decoded = STANDARD.decode(encoded.trim()).ok().and_then(|told| String::from_utf8(told).ok());
    match decoded.as_deref().and_then(|told| told.split_once(':')) {
        Some((key, "")) if scheme.eq_ignore_ascii_case("basic") && !key.is_empty() => Ok(key.to_owned()),
        _ => Err(Refusal::unauthorized()),
    }
}

/// What is known of a key.
///
/// # Errors
/// 401 where it is unknown or was taken back.
pub fn known<'a>(documents: &'a Value, key: &str) -> Result<&'a Value, Refusal> {
    let mut keys = documents["keys"].as_array().into_iter().flatten();
    let known = keys.find(|known| known["key"] == key && known["revoked"] != true);
    known.ok_or_else(Refusal::unauthorized)
}

/// Insists that a key has a permission: `permissions` gives some, or all by `*`, and `without` takes some away.
///
/// # Errors
/// 403 where it has not.
pub fn insist(known: &Value, permission: &str) -> Result<(), Refusal> {
    let lists = |name: &str, wanted: &[&str]| {
        let mut all = known[name].as_array().into_iter().flatten().filter_map(Value::as_str);
        all.any(|one| wanted.contains(&one))
    };
    let may = lists("permissions", &["*", permission]) && !lists("without", &[permission]);
    if may { Ok(()) } else { Err(Refusal::forbidden()) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(scheme: &str, words: &str) -> Option<String> {
        let value = format!("{scheme} {}", STANDARD.encode(words));
        key(&HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())])).ok()
    }

    #[test]
    fn a_key_is_a_user_name_with_a_blank_password() {
        assert_eq!(told("Basic", "k:").as_deref(), Some("k"));
        for (scheme, words) in [("Basic", "k:password"), ("Basic", ":"), ("Basic", "k"), ("Bearer", "k:")] {
            assert_eq!(told(scheme, words), None, "{scheme} {words}");
        }
        assert_eq!(key(&HeaderMap::new()).unwrap_err(), Refusal::unauthorized());
    }

    #[test]
    fn a_key_may_what_it_was_given_and_not_what_was_taken() {
        let all = json!({"permissions": ["*"], "without": ["jobs.list"]});
        assert!(insist(&all, "jobs.retrieve").is_ok() && insist(&all, "jobs.list").is_err());
        let one = json!({"permissions": ["jobs.list"]});
        assert!(insist(&one, "jobs.list").is_ok() && insist(&one, "jobs.retrieve").is_err());
        let documents = json!({"keys": [{"key": "old", "permissions": ["*"], "revoked": true}]});
        assert!(known(&documents, "old").is_err() && known(&documents, "other").is_err());
    }
}
