//! Candidates are written.

use std::time::Duration;

use serde_json::{Value, json};

use super::{caller::Api, world::documents};

#[tokio::test]
async fn a_candidate_is_made_with_an_application() {
    let api = Api::over(documents());
    let body = json!({
        "first_name": "Ada", "last_name": "Byron", "is_private": true, "tags": ["Ruby"],
        "email_addresses": [{"value": "ada@example.com", "type": "work"}],
        "social_media_addresses": [{"value": "https://example.com/ada"}],
        "custom_fields": [{"name_key": "pets", "value": 81}, {"custom_field_id": 71, "value": "4 weeks"}],
        "application": {"job_id": 10, "source_id": 50, "referrer_id": 2, "initial_stage_id": 12},
    });
    let made = api.done("POST", "/v3/candidates", body, 201).await;
    let (candidate, application) = (&made["candidate"], &made["application"]);
    assert_eq!((&candidate["private"], &candidate["tags"]), (&json!(true), &json!(["Ruby"])));
    assert_eq!(
        candidate["custom_fields"],
        json!({
            "pets": {"name": "Pets", "type": "single_select", "value": "Dog"},
            "notice": {"name": "Notice", "type": "short_text", "value": "4 weeks"},
        })
    );
    let id = candidate["id"].as_u64().unwrap();
    assert_eq!((&application["candidate_id"], &application["stage_name"]), (&json!(id), &json!("Talk")));
    assert_eq!(api.row("candidates", id).await, *candidate);
    let stages = api.get(&format!("/v3/application_stages?application_ids={}", application["id"])).await;
    assert_eq!(
        (&stages.body[0]["job_interview_stage_id"], &stages.body[0]["current"]),
        (&json!(12), &json!(true))
    );
    let tags = api.get(&format!("/v3/applied_candidate_tags?candidate_ids={id}")).await;
    assert_eq!(tags.body[0]["candidate_tag_id"], 60);
}

#[tokio::test]
async fn a_candidate_is_made_as_a_prospect_or_alone() {
    let api = Api::over(documents());
    let body = json!({
        "first_name": "Ada", "last_name": "Byron",
        "application": {"prospect": true, "job_ids": [10, 15], "prospect_pool_id": 34, "prospect_owner_id": 1},
    });
    let made = api.done("POST", "/v3/candidates", body, 201).await;
    let application = &made["application"];
    assert_eq!((&application["prospect"], &application["job_id"]), (&json!(true), &Value::Null));
    assert_eq!(application["prospective_job_ids"], json!([10, 15]));
    let detail = api.get(&format!("/v3/prospect_details?application_ids={}", application["id"])).await;
    assert_eq!((&detail.body[0]["pool_id"], &detail.body[0]["prospect_owner_id"]), (&json!(34), &json!(1)));
    let made = api.done("POST", "/v3/candidates", json!({"first_name": "A", "last_name": "B"}), 201).await;
    assert_eq!(made["application"], Value::Null);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_nothing_is_made() {
    let api = Api::over(documents());
    let additional = "object property is a disallowed additional property";
    for (body, errors) in [
        (json!({"first_name": "A"}), json!([{"last_name": "is missing"}])),
        (
            json!({"first_name": 1, "last_name": "B", "recruiter": {}}),
            json!([{"recruiter": additional}, {"first_name": "`1` is not a string"}]),
        ),
        (
            json!({"first_name": "A", "last_name": "B", "application": {"job_id": 99}}),
            json!([{"application": [{"job_id": "there is no row 99 in jobs"}]}]),
        ),
        (
            json!({"first_name": "A", "last_name": "B", "application": {"job_id": 10, "initial_stage_id": 16}}),
            json!([{"application": [{"initial_stage_id": "is not a stage of the job"}]}]),
        ),
        (
            json!({"first_name": "A", "last_name": "B", "tags": ["Go"]}),
            json!([{"tags": "there is no tag \"Go\""}]),
        ),
        (
            json!({"first_name": "A", "last_name": "B", "custom_fields": [{"name_key": "pets", "value": "Fish"}]}),
            json!([{"custom_fields": "`\"Fish\"` is no value of pets, a single_select"}]),
        ),
        (
            json!({"first_name": "A", "last_name": "B", "custom_fields": [{"name_key": "salary", "value": null}]}),
            json!([{"custom_fields": "`\"salary\"` is no field of candidate"}]),
        ),
    ] {
        let told = api.write("POST", "/v3/candidates", body).await;
        assert_eq!(told.body, json!({"message": "Unprocessable Content", "errors": errors}));
    }
    assert_eq!(api.ids("/v3/candidates").await, [21, 20]);
}

#[tokio::test]
async fn a_change_replaces_the_whole_set_of_custom_fields() {
    let api = Api::over(documents());
    let body = json!({"title": "Planner", "custom_fields": [{"name_key": "notice", "value": "2 weeks"}]});
    let changed = api.done("PATCH", "/v3/candidates/20", body, 200).await;
    let notice = json!({"notice": {"name": "Notice", "type": "short_text", "value": "2 weeks"}});
    assert_eq!((&changed["custom_fields"], &changed["first_name"]), (&notice, &json!("Ida")));
    assert_eq!(changed["updated_at"], "2026-11-24T12:00:00.000Z");
    // Without the key nothing happens to them.
    let changed = api.done("PATCH", "/v3/candidates/20", json!({"company": null}), 200).await;
    assert_eq!(changed["custom_fields"], notice);
}

#[tokio::test]
async fn a_candidate_can_be_a_while_in_coming() {
    let api = Api::over(documents());
    api.world.change(|documents| documents["lag_seconds"] = json!(10));
    let body = json!({"first_name": "A", "last_name": "B", "application": {"job_id": 10}});
    let told = api.done("POST", "/v3/candidates", body, 201).await;
    assert_eq!(told, json!({"message": "The candidate is being created."}));
    assert_eq!(api.ids("/v3/candidates").await, [21, 20]);
    assert_eq!(api.write("PATCH", "/v3/candidates/9000", json!({"title": "T"})).await.status, 404);
    assert_eq!(api.ids("/v3/applications").await, [31, 30]);
    api.clock.advance(Duration::from_secs(10));
    assert_eq!(api.ids("/v3/candidates").await, [9000, 21, 20]);
    assert_eq!(api.ids("/v3/applications").await.len(), 3);
}
