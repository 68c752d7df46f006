//! A call's signature by RFC 9421 (HTTP Message Signatures), read strictly: what is signed is the method, the path, the
//! query, the body by its digest (RFC 9530), and for a write the key by which it is done once.

use axum::{
    body::Bytes,
    http::{HeaderMap, Method, header::HeaderName, request::Parts},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::people::api_key::signed::Signature;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// The header that says what was signed, when and by whom.
pub const INPUT: HeaderName = HeaderName::from_static("signature-input");

const SIGNATURE: &str = "signature";
const DIGEST: &str = "content-digest";
const KEY: &str = "idempotency-key";

/// The signature of a call with this body; `None` where it does not sign what it must, or its digest is not the body's.
pub fn read(parts: &Parts, body: &Bytes) -> Option<Signature> {
    let input = one(&parts.headers, INPUT.as_str())?;
    let (label, params) = input.split_once('=')?;
    let (components, rest) = params.strip_prefix('(')?.split_once(')')?;
    let components: Vec<&str> = components
        .split_whitespace()
        .map(|one| one.strip_prefix('"')?.strip_suffix('"'))
        .collect::<Option<_>>()?;
    if !signs_enough(&components, parts, body) {
        return None;
    }
    let (mut created, mut key) = (None, None);
    for param in rest.split(';').skip(1) {
        match param.split_once('=')? {
            ("created", seconds) => created = Some(Timestamp::from_second(seconds.parse().ok()?).ok()?),
            ("keyid", name) => key = Some(name.strip_prefix('"')?.strip_suffix('"')?.to_owned()),
            ("alg", "\"hmac-sha256\"") => {}
            ("nonce" | "tag", _) => {}
            _ => return None,
        }
    }
    let bytes = one(&parts.headers, SIGNATURE)?.strip_prefix(&format!("{label}=:"))?.strip_suffix(':')?;
    let base = base(&components, params, parts)?;
    Some(Signature { key: key?, created: created?, base, bytes: STANDARD.decode(bytes).ok()? })
}

/// The one value of a header; a call with two has none that can be believed.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let value = all.next()?.to_str().ok()?.trim();
    all.next().is_none().then_some(value)
}

fn signs_enough(components: &[&str], parts: &Parts, body: &Bytes) -> bool {
    let has = |name: &str| components.contains(&name);
    let writes = !matches!(parts.method, Method::GET | Method::HEAD);
    let twice = (1..components.len()).any(|nth| components[..nth].contains(&components[nth]));
    let digest = one(&parts.headers, DIGEST) == Some(digest(body).as_str());
    !twice
        && has("@method")
        && has("@path")
        && has("@query")
        // A write that is sent again by somebody who saw it is then the same write.
        && (!writes || has(KEY))
        && (if body.is_empty() { digest || !has(DIGEST) } else { digest && has(DIGEST) })
}

/// A body's digest as its header gives it.
pub fn digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

/// What is signed.
fn base(components: &[&str], params: &str, parts: &Parts) -> Option<String> {
    let mut base = String::new();
    for component in components {
        let value = match *component {
            "@method" => parts.method.as_str().to_owned(),
            "@path" => parts.uri.path().to_owned(),
            "@query" => format!("?{}", parts.uri.query().unwrap_or_default()),
            "@authority" => one(&parts.headers, "host")?.to_lowercase(),
            derived if derived.starts_with('@') => return None,
            header => one(&parts.headers, header)?.to_owned(),
        };
        base += &format!("\"{component}\": {value}\n");
    }
    Some(base + &format!("\"@signature-params\": {params}"))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    const GOOD: &str = r#"s=("@method" "@path" "@query" "content-digest" "idempotency-key");created=1618884473;keyid="gws_a""#;

    fn call(input: &str, body: &'static str) -> (Parts, Bytes) {
        let request = Request::post("/api/v1/jobs?x=1")
            .header("host", "Hub.test")
            .header("content-digest", digest(br#"{"a":1}"#))
            .header("idempotency-key", "k")
            .header("signature", "s=:aGk=:")
            .header("signature-input", input);
        (request.body(()).unwrap().into_parts().0, Bytes::from(body))
    }

    fn signature(input: &str, body: &'static str) -> Option<Signature> {
        let (parts, body) = call(input, body);
        read(&parts, &body)
    }

    #[test]
    fn the_base_has_a_line_for_each_part_and_the_parameters_last() {
        let signature = signature(GOOD, r#"{"a":1}"#).unwrap();
        let digest = digest(br#"{"a":1}"#);
        assert_eq!(
            signature.base,
            format!(
                "\"@method\": POST\n\"@path\": /api/v1/jobs\n\"@query\": ?x=1\n\"content-digest\": {digest}\n\
                 \"idempotency-key\": k\n\"@signature-params\": {}",
                GOOD.strip_prefix("s=").unwrap()
            )
        );
        assert_eq!((signature.key.as_str(), signature.created.as_second()), ("gws_a", 1_618_884_473));
        assert_eq!(signature.bytes, b"hi");
    }

    #[test]
    fn what_signs_too_little_is_no_signature() {
        assert!(signature(GOOD, r#"{"a":2}"#).is_none(), "another body");
        for part in
            ["\"@method\" ", "\"@path\" ", "\"@query\" ", "\"content-digest\" ", " \"idempotency-key\""]
        {
            assert!(signature(&GOOD.replace(part, ""), r#"{"a":1}"#).is_none(), "{part}");
        }
        for wrong in [
            GOOD.replace(";created=1618884473", ""),
            GOOD.replace(";keyid=\"gws_a\"", ""),
            GOOD.replace("\"@method\"", "\"@method\" \"@method\""),
            GOOD.replace("\"@method\"", "\"@method\";req"),
            format!("{GOOD};alg=\"ed25519\""),
            format!("{GOOD};strange=1"),
            GOOD.replace("s=", "t="),
            String::new(),
        ] {
            assert!(signature(&wrong, r#"{"a":1}"#).is_none(), "{wrong}");
        }
        assert!(signature(&format!("{GOOD};alg=\"hmac-sha256\";nonce=\"n\""), r#"{"a":1}"#).is_some());
    }
}
