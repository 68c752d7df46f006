//! Tokens as a client asks for them.

use std::time::Duration;

use serde_json::{Value, json};

use crate::greenhouse::sandbox::v3::tests::{caller::Api, world::documents};

const GRANT: &str = "grant_type=client_credentials";

#[tokio::test]
async fn a_token_is_given_for_a_client_and_for_a_user() {
    let api = Api::over(documents());
    let told = api.form("/token", ("full", "s"), "grant_type=client_credentials&sub=1").await;
    assert_eq!((told.status, &told.body["token_type"]), (200, &json!("Bearer")));
    assert_eq!(
        (&told.body["expires_at"], &told.body["expires_in"]),
        (&json!("2026-11-24T13:00:00+00:00"), &json!(3600))
    );
    assert!(told.body["scope"].as_str().unwrap().contains("harvest:applications:move"));
    let token = told.body["access_token"].as_str().unwrap().to_owned();
    let bearer = format!("Bearer {token}");
    assert_eq!(api.send("GET", "/v3/jobs", &[("authorization", &bearer)], String::new()).await.status, 200);

    let told = api.form("/introspect", ("full", "s"), &format!("token={token}")).await.body;
    assert_eq!(
        (&told["active"], &told["client_id"], &told["sub"]),
        (&json!(true), &json!("full"), &json!("1"))
    );
    let claims = json!({"organization_id": 4001, "organization_name": "Larkmoor"});
    assert_eq!(told["https://auth.greenhouse.io/claims"], claims);
    let other = api.form("/introspect", ("reading", "s"), &format!("token={token}")).await;
    assert_eq!(other.body, json!({"active": false}));
    api.clock.advance(Duration::from_secs(3600));
    assert_eq!(
        api.form("/introspect", ("full", "s"), &format!("token={token}")).await.body,
        json!({"active": false})
    );
}

#[tokio::test]
async fn without_a_sub_the_service_user_acts() {
    let api = Api::over(documents());
    let token =
        api.form("/token", ("reading", "s"), GRANT).await.body["access_token"].as_str().unwrap().to_owned();
    let told = api.form("/introspect", ("reading", "s"), &format!("token={token}")).await.body;
    assert_eq!((&told["sub"], &told["scope"]), (&json!("3"), &json!("harvest:jobs:list")));
}

#[tokio::test]
async fn a_token_is_refused() {
    let mut documents = documents();
    documents["rows"]["users"]["2"]["deactivated"] = json!(true);
    let api = Api::over(documents);
    for (client, secret, form, status, error) in [
        ("full", "wrong", GRANT, 401, "invalid_client"),
        ("unknown", "s", GRANT, 401, "invalid_client"),
        ("revoked", "s", GRANT, 401, "invalid_client"),
        ("none", "s", GRANT, 400, "unauthorized_client"),
        ("full", "s", "grant_type=client_credentials&sub=99", 400, "invalid_grant"),
        ("full", "s", "grant_type=client_credentials&sub=2", 400, "invalid_grant"),
        ("full", "s", "grant_type=password", 400, "unsupported_grant_type"),
        ("full", "s", "grant_type=refresh_token&refresh_token=x", 501, "not_implemented"),
        ("full", "s", "grant_type=client_credentials&user=1", 400, "invalid_request"),
        ("full", "s", "", 400, "invalid_request"),
    ] {
        let told = api.form("/token", (client, secret), form).await;
        assert_eq!((told.status, &told.body["error"]), (status, &json!(error)), "{client} {form}");
        assert!(told.body["error_description"].is_string());
    }
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(api.send("POST", "/token", &headers, GRANT.into()).await.status, 401);
    assert_eq!(api.send("GET", "/token", &[], String::new()).await.status, 405);
}

#[tokio::test]
async fn a_v1_key_is_turned_into_a_token_with_its_rights() {
    let api = Api::over(documents());
    let told = api.form("/auth/token", ("v1key", ""), "").await;
    assert_eq!(told.status, 200, "{}", told.text);
    let bearer = format!("Bearer {}", told.body["access_token"].as_str().unwrap());
    let get =
        async |path: &str| api.send("GET", path, &[("authorization", &bearer)], String::new()).await.status;
    assert_eq!((get("/v3/jobs").await, get("/v3/sources").await), (200, 403));
    api.world.change(|documents| documents["keys"][0]["revoked"] = json!(true));
    assert_eq!(get("/v3/jobs").await, 401);
    for key in ["v1key", "old", "unknown"] {
        assert_eq!(api.form("/auth/token", (key, ""), "").await.body["error"], "invalid_client");
    }
}

#[tokio::test]
async fn calls_for_tokens_have_a_window_of_their_own() {
    let api = Api::over(documents());
    api.world.change(|documents| {
        documents["limits"] = json!({"token": {"requests": 1}, "v3": {"requests": 0, "seconds": 30}});
        documents["token_seconds"] = json!(10);
    });
    api.clock.set("2026-11-24T12:00:50Z".parse().unwrap());
    let told = api.form("/token", ("full", "s"), GRANT).await;
    assert_eq!((told.status, told.header("x-ratelimit-remaining")), (200, Some("0")));
    assert_eq!(told.body["expires_at"], "2026-11-24T12:01:00+00:00");
    let told = api.form("/token", ("full", "s"), GRANT).await;
    assert_eq!((told.status, told.header("retry-after")), (429, Some("10")));
    assert_eq!(told.body["access_token"], Value::Null);
    api.clock.advance(Duration::from_secs(10));
    assert_eq!(api.form("/token", ("full", "s"), GRANT).await.status, 200);
}
