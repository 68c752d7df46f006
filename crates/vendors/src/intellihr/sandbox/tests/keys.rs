//! Keys, tenants, and the two forms of `errors`.

use axum::body::Body;
use serde_json::{Value, json};

use super::caller::Api;

async fn with(api: &Api, headers: &[(&str, &str)]) -> (u16, Value) {
    let mut request = axum::http::Request::builder().uri("/v1/people").header("host", "ihr.test");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    api.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_key_and_its_tenant_are_both_needed() {
    let api = Api::with(1);
    let key = ("authorization", "Bearer sandbox-full-access-key");
    assert_eq!(with(&api, &[key, ("tenant", "larkmoor")]).await.0, 200);
    for headers in [
        &[("tenant", "larkmoor")][..],
        &[key],
        &[key, ("tenant", "someone-else")],
        &[("authorization", "sandbox-full-access-key"), ("tenant", "larkmoor")],
        &[("authorization", "Basic sandbox-full-access-key"), ("tenant", "larkmoor")],
        &[("authorization", "Bearer sandbox-full-access-ke"), ("tenant", "larkmoor")],
        &[("authorization", "Bearer "), ("tenant", "larkmoor")],
    ] {
        let (status, body) = with(&api, headers).await;
        assert_eq!((status, body["name"].as_str()), (401, Some("Unauthorized")), "{headers:?}: {body}");
        assert_eq!(body["errors"], json!({}), "an object, not a list");
    }
}

#[tokio::test]
async fn a_disabled_key_is_forbidden() {
    let headers = [("authorization", "Bearer sandbox-disabled-key"), ("tenant", "larkmoor")];
    let (status, body) = with(&Api::with(1), &headers).await;
    assert_eq!((status, &body["name"], &body["code"]), (403, &json!("Forbidden"), &json!(403)));
    assert_eq!(body["errors"], json!({}));
}

#[tokio::test]
async fn a_bad_request_lists_each_thing_that_is_wrong() {
    let body = json!({"firstName": 7, "colour": "blue", "primaryEmailAddress": {"email": "nobody"}});
    let (status, answer) = Api::with(0).call("POST", "/v1/people", body).await;
    assert_eq!((status, &answer["name"], &answer["code"]), (400, &json!("BadRequest"), &json!(400)));
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 4, "{answer}");
    assert!(errors.iter().all(|error| error["code"] == 400 && error["detail"].is_string()));
    assert!(errors.iter().any(|error| error["detail"] == "An invalid email address was provided"));
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let api = Api::with(0);
    for (kind, body) in [
        ("application/json", "{"),
        ("application/json", "[]"),
        ("text/plain", "{}"),
        ("", r#"{"lastName":"A"}"#),
    ] {
        let mut request = api.request("POST", "/v1/people");
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        let (status, answer) = api.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!((status, answer["errors"].is_array()), (400, true), "{kind} {body}");
    }
}

#[tokio::test]
async fn what_is_not_there_not_built_and_not_possible_is_told_apart() {
    let api = Api::with(1);
    let nobody = "8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9";
    for (method, path, status) in [
        ("GET", "/v1/nothing".to_owned(), 404),
        ("GET", "/people".to_owned(), 404),
        ("GET", format!("/v1/people/{nobody}"), 404),
        ("GET", "/v1/people/1".to_owned(), 400),
        ("DELETE", format!("/v1/people/{nobody}"), 405),
        ("DELETE", format!("/v1/jobs/{nobody}"), 405),
        ("GET", format!("/v1/position-titles/{nobody}"), 405),
        ("GET", "/v1/trainings".to_owned(), 501),
        ("GET", format!("/v1/people/{nobody}/skills"), 501),
        ("POST", "/v1/extended-leave".to_owned(), 501),
    ] {
        let (got, answer) = api.call(method, &path, Value::Null).await;
        assert_eq!(got, status, "{method} {path}: {answer}");
        assert_eq!(answer["errors"].is_array(), status == 400, "{answer}");
    }
}
