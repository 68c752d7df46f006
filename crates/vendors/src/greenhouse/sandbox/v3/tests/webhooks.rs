//! What v3 writes is announced as what v1 writes.

use connect::StandIn as _;
use serde_json::{Value, json};

use super::{caller::Api, world::documents};
use crate::greenhouse::sandbox::Sandbox;

#[tokio::test]
async fn each_write_is_announced_by_what_it_does() {
    let api = Api::over(documents());
    Sandbox.announce_to(&api.world, "https://gangway.example.com/hook");
    let path = |what: &str| format!("/v3/applications/30/{what}");
    api.done("POST", &path("move"), json!({"from_stage_id": 11}), 204).await;
    api.done("POST", &path("reject"), json!({"rejection_reason_id": 52}), 204).await;
    api.done("POST", &path("unreject"), json!({}), 204).await;
    api.done("PATCH", "/v3/applications/30", json!({"source_id": null}), 200).await;
    api.done("POST", &path("hire"), json!({}), 204).await;
    api.done("PATCH", "/v3/candidates/21", json!({"title": "Baker"}), 200).await;
    api.done("POST", "/v3/applications", json!({"candidate_id": 21, "job_id": 10}), 201).await;
    let told: Vec<Value> = Sandbox
        .due(&api.world)
        .iter()
        .map(|message| serde_json::from_slice(&message.body).unwrap())
        .collect();
    let actions: Vec<_> = told.iter().map(|message| message["action"].as_str().unwrap()).collect();
    let expected = [
        "ping",
        "candidate_stage_change",
        "reject_candidate",
        "unreject_candidate",
        "application_updated",
        "hire_candidate",
        "update_candidate",
        "new_candidate_application",
    ];
    assert_eq!(actions, expected);
    assert_eq!(told[5]["payload"]["application"]["status"], "hired");
}
