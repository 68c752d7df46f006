use super::*;

const VND: &str = "application/vnd.api+json";

fn get(target: &str) -> Covered<'_> {
    let date = "Thu, 01 Jan 1970 00:00:00 GMT";
    Covered { method: Some("GET"), content_type: "", content_md5: "", target, date }
}

/// The vectors that one vendor of this form publishes with its client library, in five parts.
#[test]
fn published_signatures_of_five_parts_are_ours() {
    for (target, signature) in [
        ("/v1/candidates", "gYzq0dTgFzbX8X1CC854RjlE/pg="),
        ("/v1/candidates/abc123", "muLbb1DCdUil9kSqL9ulvvWY7KU="),
        ("/v1/job_departments", "uyV87MWIgEhnUhzva48QVTEdK+g="),
        ("/v1/resource", "EHNG02udhgDYSPMHqCxiN1jYi0A="),
        ("/v1/job_locations/cities?department=engineering", "KmySNjQ7QWmVLFrx84Td23z7oSM="),
    ] {
        let secret = "YOUR-SECRET".into();
        assert_eq!(get(target).signature(&secret), signature, "{target}");
        assert!(get(target).is_signed(&secret, signature));
        assert!(!get(target).is_signed(&"another".into(), signature));
    }
}

/// The same for the older form, which left the method out.
#[test]
fn published_signatures_of_four_parts_are_ours() {
    let old = Covered { method: None, ..get("/v1/candidates") };
    assert_eq!(old.signature(&"YOUR-SECRET".into()), "cgLyS9HCvKFQMvoidj3sWphhYLk=");
    let body = r#"{"data":{"type":"candidates","attributes":{"first_name":"Steve","last_name":"Jobs","email":"steve.jobs@example.com"}}}"#;
    for (body, md5, signature) in [
        ("", "1B2M2Y8AsgTpgAmY7PhCfg==", "BNBb+1TD1ZW2v2KInKm0EtDCrdg="),
        (body, "BHelHgS90QHICtQEYCK1CA==", "GpqVWbyL6re9hA4PVFciK9JGXtE="),
    ] {
        assert_eq!(content_md5(body.as_bytes()), md5);
        let date = "Wed, 01 Jan 2014 01:01:01 GMT";
        let signed = Covered { content_type: VND, content_md5: md5, date, ..old };
        assert_eq!(signed.signature(&"secret".into()), signature);
    }
}

/// Worked out with `openssl dgst -sha1 -hmac`, for the calls that we make.
#[test]
fn a_call_is_signed_over_what_is_sent() {
    let key = SigningKey { scheme: "APIAuth", key: "k".into(), secret: "test-secret".into() };
    let now = "2019-11-28T09:44:23Z".parse().unwrap();
    let signed = |method: Method, address: &str, kind: Option<&'static str>, body: Option<&[u8]>| {
        let kind = kind.map(HeaderValue::from_static);
        key.proof(&method, &address.parse().unwrap(), kind.as_ref(), body, now)
    };
    let headers = signed(Method::GET, "https://x.example/v2/candidates?page=2&per_page=50", None, None);
    assert_eq!(headers["authorization"], "APIAuth k:lIuYjW45yfYViRyU72F9BgCHbzA=");
    assert_eq!(headers["date"], "Thu, 28 Nov 2019 09:44:23 GMT");
    assert!(headers["authorization"].is_sensitive() && !headers.contains_key(CONTENT_MD5));
    let body = br#"{"data":{"type":"candidate","attributes":{"email":"jane@example.com","first_name":"Jane","last_name":"Doe"}}}"#;
    let headers = signed(Method::POST, "https://x.example/v2/candidates", Some(VND), Some(body));
    assert_eq!(headers["authorization"], "APIAuth k:MXVswFfzgjDoCaiIMKb3Vr9vORQ=");
    assert_eq!(headers[CONTENT_MD5], "CmWWpBhna5eURI67CL+G2Q==");
    let headers = signed(Method::POST, "https://x.example/v2/candidates", Some(VND), None);
    assert_eq!(headers["authorization"], "APIAuth k:stmKmsjfo5KlRjVShFkGcUKHQrw=");
}
