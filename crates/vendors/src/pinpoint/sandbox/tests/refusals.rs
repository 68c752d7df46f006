//! Who is refused, and how it is told.

use serde_json::json;

use super::{
    caller::{Api, FULL},
    world::documents,
};

async fn told(api: &Api, method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let told = api.call(method, path, headers).await;
    (told.status, told.body["errors"][0]["detail"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_key_is_asked_for_on_every_address() {
    let api = Api::over(documents());
    let missing = (401, "X-API-KEY header not provided".to_owned());
    assert_eq!(told(&api, "GET", "/api/v1/jobs", &[]).await, missing);
    assert_eq!(told(&api, "GET", "/api/v1/nonsense", &[("x-api-key", "")]).await, missing);
    let unknown = told(&api, "GET", "/api/v1/jobs", &[("X-Api-Key", "nonsense")]).await;
    assert_eq!(unknown, (401, "Invalid API key".to_owned()));
    api.world.change(|documents| documents["enabled"] = json!(false));
    let closed = told(&api, "GET", "/api/v1/jobs", &[("x-api-key", FULL)]).await;
    assert_eq!(closed, (403, "Integration not enabled".to_owned()));
}

#[tokio::test]
async fn a_key_reads_what_it_is_allowed_and_brings_along_no_more() {
    let api = Api::over(documents());
    let key = [("x-api-key", "jobs only")];
    assert_eq!(told(&api, "GET", "/api/v1/jobs?include=stages,questions", &key).await.0, 200);
    let (status, detail) = told(&api, "GET", "/api/v1/candidates", &key).await;
    let expected = "The API key may not read candidates: it lacks read for candidate";
    assert_eq!((status, detail.as_str()), (403, expected));
    assert_eq!(told(&api, "GET", "/api/v1/jobs?include=department", &key).await.0, 403);
    assert_eq!(told(&api, "GET", "/api/v1/jobs?include=stages.applications", &key).await.0, 403);
    assert_eq!(told(&api, "DELETE", "/api/v1/jobs/2", &key).await.0, 403);
}

#[tokio::test]
async fn what_is_not_built_is_told_apart_from_what_is_not_there() {
    let api = Api::over(documents());
    let key = [("x-api-key", FULL)];
    let (status, detail) = told(&api, "GET", "/api/v1/interviews/3", &key).await;
    let expected = "GET /api/v1/interviews/3 exists at the vendor; this sandbox does not build it.";
    assert_eq!((status, detail.as_str()), (501, expected));
    for (method, path) in [
        ("GET", "/api/v1/offers"),
        ("GET", "/api/v1/tags"),
        ("GET", "/api/v1/webhooks"),
        ("POST", "/api/v1/candidates"),
        ("PUT", "/api/v1/comments/1"),
        ("DELETE", "/api/v1/candidates/4"),
        ("POST", "/api/v1/jobs/2"),
        ("GET", "/api/v1/jobs/2/stages"),
        ("GET", "/api/v1/questions/1"),
    ] {
        assert_eq!(
            told(&api, method, path, &key).await,
            (404, "Record not found".to_owned()),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn the_rate_limit_is_off_until_it_is_set() {
    let api = Api::over(documents());
    api.world.change(|documents| documents["limits"] = json!({"requests": 1, "seconds": 10}));
    assert_eq!(api.get("/api/v1/jobs").await.status, 200);
    let refused = api.get("/api/v1/jobs").await;
    assert_eq!((refused.status, refused.headers["retry-after"].to_str().unwrap()), (429, "10"));
    assert_eq!(refused.body["errors"][0]["code"], "too_many_requests");
}
