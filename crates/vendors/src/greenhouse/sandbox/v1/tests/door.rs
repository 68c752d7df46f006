//! Keys, permissions and the rate limit.

use std::time::Duration;

use serde_json::json;

use super::api::Api;
use crate::greenhouse::sandbox::seed;

#[tokio::test]
async fn a_key_is_needed_and_must_be_in_force() {
    let api = Api::seeded(3);
    assert_eq!(api.get("/v1/jobs").await.status, 200);
    for key in ["", "unknown", seed::REVOKED_KEY, "sandbox-harvest-full-key:password"] {
        assert_eq!(api.call(key, "GET", "/v1/jobs", &[], "").await.status, 401, "{key}");
    }
}

#[tokio::test]
async fn a_permission_is_asked_for_before_the_record() {
    let api = Api::seeded(3);
    api.world.change(|documents| {
        let one = json!({"key": "one", "permissions": ["jobs.list"], "revoked": false});
        documents["keys"].as_array_mut().unwrap().push(one);
    });
    let status = async |path| api.call("one", "GET", path, &[], "").await.status;
    assert_eq!((status("/v1/jobs").await, status("/v1/jobs/1").await), (200, 403));
    assert_eq!(api.get("/v1/jobs/1").await.status, 404);
    let refused = api.call(seed::PARTIAL_KEY, "GET", "/v1/sources", &[], "").await;
    let told = json!({"message": "This API Key does not have permission for this endpoint"});
    assert_eq!((refused.status, refused.body), (403, told));
}

#[tokio::test]
async fn what_is_known_and_not_built_is_told_from_what_is_nowhere() {
    let api = Api::seeded(3);
    for (path, status) in
        [("/v1/scorecards", 501), ("/v2/users", 501), ("/v1/nothing", 404), ("/v1/jobs/x", 404)]
    {
        assert_eq!(api.get(path).await.status, status, "{path}");
    }
    assert_eq!(api.call(seed::FULL_KEY, "GET", "/v1/jobs", &[], "{}").await.status, 403);
}

#[tokio::test]
async fn a_call_too_many_in_ten_seconds_is_refused_and_told_when_to_come_again() {
    let api = Api::seeded(3);
    api.world.change(|documents| documents["limits"]["v1"] = json!({"requests": 2}));
    let first = api.get("/v1/sources").await;
    assert_eq!((first.header("x-ratelimit-limit"), first.header("x-ratelimit-remaining")), ("2", "1"));
    assert_eq!(first.header("retry-after"), "");
    api.get("/v1/sources").await;
    api.clock.advance(Duration::from_secs(4));
    let refused = api.get("/v1/sources").await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "6"));
    let reset: i64 = refused.header("x-ratelimit-reset").parse().unwrap();
    assert_eq!(reset, "2026-11-24T12:00:10Z".parse::<jiff::Timestamp>().unwrap().as_second());
    // Another key has its own.
    assert_eq!(api.call(seed::PARTIAL_KEY, "GET", "/v1/jobs", &[], "").await.status, 200);
    api.clock.advance(Duration::from_secs(6));
    assert_eq!(api.get("/v1/sources").await.status, 200);
}
