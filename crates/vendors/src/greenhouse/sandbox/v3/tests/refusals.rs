//! Who is refused, and how it is told.

use std::time::Duration;

use serde_json::json;

use super::{caller::Api, world::documents};

#[tokio::test]
async fn a_token_is_asked_for_and_basic_is_not_one() {
    let api = Api::over(documents());
    let refused = json!({"message": "Unauthorized", "errors": ["Token could not be decoded"]});
    for header in ["Basic djFrZXk6", "Bearer nonsense", "Bearer"] {
        let told = api.send("GET", "/v3/jobs", &[("authorization", header)], String::new()).await;
        assert_eq!((told.status, told.body), (401, refused.clone()), "{header}");
    }
    assert_eq!(api.send("GET", "/v3/jobs", &[], String::new()).await.status, 401);
}

#[tokio::test]
async fn a_token_ends_after_its_hour_and_with_its_credential_and_its_user() {
    let api = Api::over(documents());
    assert_eq!(api.get("/v3/jobs").await.status, 200);
    assert_eq!(api.get_as("revoked", 1, "/v3/jobs").await.status, 401);
    api.world.change(|documents| documents["credentials"][0]["revoked"] = json!(true));
    let told = api.get("/v3/jobs").await;
    assert_eq!(told.body, json!({"message": "Unauthorized", "errors": ["The credential was revoked"]}));
    api.world.change(|documents| documents["credentials"][0]["revoked"] = json!(false));
    api.world.change(|documents| documents["rows"]["users"]["1"]["deactivated"] = json!(true));
    assert_eq!(api.get("/v3/jobs").await.status, 401);
    api.world.change(|documents| documents["rows"]["users"]["1"]["deactivated"] = json!(false));
    api.clock.advance(Duration::from_secs(3600));
    let told = api.get("/v3/jobs").await;
    assert_eq!((told.status, &told.body["errors"][0]), (401, &json!("Token has expired")));
}

#[tokio::test]
async fn lists_are_for_site_admins_with_the_scope() {
    let api = Api::over(documents());
    let told = api.get_as("full", 2, "/v3/jobs").await;
    let errors = "Lists are read to Site Admins only; the user of the token is none.";
    assert_eq!((told.status, told.body), (403, json!({"message": "Forbidden", "errors": [errors]})));
    assert_eq!(api.get_as("reading", 1, "/v3/jobs").await.status, 200);
    let told = api.get_as("reading", 1, "/v3/candidates").await;
    let errors = "The token lacks the scope harvest:candidates:list.";
    assert_eq!((told.status, told.body), (403, json!({"message": "Forbidden", "errors": [errors]})));
    let bearer = format!("Bearer {}", api.token("reading", 1));
    let told = api.send("POST", "/v3/notes", &[("authorization", &bearer)], String::new()).await;
    assert_eq!(told.body["errors"], json!(["The token lacks the scope harvest:notes:create."]));
    // Writing asks for no Site Admin.
    let bearer = format!("Bearer {}", api.token("full", 2));
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let told = api.send("POST", "/v3/candidate_tags", &headers, json!({"name": "Go"}).to_string()).await;
    assert_eq!(told.status, 201, "{}", told.text);
}

#[tokio::test]
async fn what_is_not_built_is_told_apart_from_what_is_not_there() {
    let api = Api::over(documents());
    for (path, status) in [
        ("/v3/webhooks", 501),
        ("/v3/interviews?per_page=1", 501),
        ("/v3/candidates/20", 404),
        ("/v3/candidates/20/applications", 404),
        ("/v3/nonsense", 404),
        ("/v3/rejection_reasons/1", 404),
        ("/v3/bulk_requests/0190", 404),
    ] {
        assert_eq!(api.get(path).await.status, status, "{path}");
    }
    assert_eq!(api.get("/v3/candidates/20").await.body, json!({"message": "Resource not found"}));
    assert_eq!(api.get("/v3/rejection_reasons/52").await.body["name"], "Too far");
    let told = api.get("/v3/rejection_reasons/52?fields=id").await;
    assert_eq!((told.status, told.body["errors"][0].as_str()), (422, Some("Invalid query params: fields")));
    assert_eq!(api.write("DELETE", "/v3/notes/5", json!({})).await.status, 404);
    assert_eq!(api.write("POST", "/v3/users/bulk", json!({})).await.status, 501);
    let told = api.write("PATCH", "/v3/candidates/5", json!({})).await;
    let errors = json!(["There is no row 5 in candidates."]);
    assert_eq!((told.status, told.body), (404, json!({"message": "Resource not found", "errors": errors})));
}

#[tokio::test]
async fn calls_are_counted_in_fixed_windows_and_each_answer_tells() {
    let api = Api::over(documents());
    assert_eq!(api.get("/v3/jobs").await.header("x-ratelimit-limit"), None);
    api.world.change(|documents| documents["limits"] = json!({"v3": {"requests": 2, "seconds": 30}}));
    api.clock.set("2026-11-24T12:00:25Z".parse().unwrap());
    let told = api.get("/v3/jobs").await;
    let reset = "1795521630";
    let limit = |told: &super::caller::Told| {
        ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]
            .map(|name| told.header(name).unwrap().to_owned())
    };
    assert_eq!(limit(&told), ["2", "1", reset]);
    let told = api.get("/v3/jobs?nonsense=1").await;
    assert_eq!((told.status, limit(&told)), (422, ["2", "0", reset].map(str::to_owned)));
    let told = api.get("/v3/jobs").await;
    assert_eq!((told.status, told.header("retry-after")), (429, Some("5")));
    assert_eq!(
        (limit(&told), &told.body),
        (["2", "0", reset].map(str::to_owned), &json!({"message": "Rate limit exceeded"}))
    );
    // Another credential has a window of its own, and the next window begins by the clock.
    assert_eq!(api.get_as("reading", 1, "/v3/jobs").await.status, 200);
    api.clock.advance(Duration::from_secs(5));
    assert_eq!(limit(&api.get("/v3/jobs").await), ["2", "1", "1795521660"]);
}
