//! What is written to applications, tags and feeds.

use serde_json::{Value, json};

use super::api::Api;
use crate::greenhouse::sandbox::seed;

#[tokio::test]
async fn a_write_says_on_whose_behalf_it_is_made() {
    let api = Api::seeded(3);
    let body = json!({"name": "Night shift"}).to_string();
    let status = async |headers: &[(&str, &str)]| {
        api.call(seed::FULL_KEY, "POST", "/v1/tags/candidate", headers, &body).await
    };
    assert_eq!(status(&[]).await.status, 422);
    let unknown = status(&[("on-behalf-of", "12")]).await;
    assert_eq!((unknown.status, unknown.body), (404, json!({"message": "Resource not found"})));
    assert_eq!(status(&[("on-behalf-of", "1000302")]).await.status, 201);
}

#[tokio::test]
async fn an_application_moves_from_the_stage_it_is_in_to_one_of_its_job() {
    let api = Api::seeded(40);
    let id = api.first("applications", "status", "in_process");
    let row = api.row("applications", id);
    let stages = api.get(&format!("/v1/jobs/{}/stages", row["job_id"])).await.ids();
    let from = row["stage_id"].as_u64().unwrap();
    let to = *stages.iter().find(|stage| **stage != from).unwrap();
    let path = format!("/v1/applications/{id}/move");
    let other = json!({"from_stage_id": to, "to_stage_id": from});
    let refused = api.send("POST", &path, other).await;
    assert_eq!((refused.status, &refused.body["errors"][0]["field"]), (422, &"from_stage_id".into()));
    let elsewhere = api.get("/v1/job_stages?per_page=500").await.ids();
    let foreign = elsewhere.iter().find(|stage| !stages.contains(stage)).unwrap();
    let foreign = json!({"from_stage_id": from, "to_stage_id": foreign});
    assert_eq!(api.send("POST", &path, foreign).await.status, 422);
    assert_eq!(api.send("POST", &path, json!({"to_stage_id": to})).await.status, 422);
    let moved = api.send("POST", &path, json!({"from_stage_id": from, "to_stage_id": to})).await;
    assert_eq!((moved.status, &moved.body["current_stage"]["id"]), (200, &to.into()));
    let now = api.row("applications", id);
    assert_eq!(now["updated_at"], "2026-11-24T12:00:00.000Z");
    assert_eq!(now["last_activity_at"], now["updated_at"]);
    assert_eq!(now["stage_name"], moved.body["current_stage"]["name"]);
    let history = api.row("application_stages", api.first("application_stages", "application_id", id));
    assert_eq!((&history["job_interview_stage_id"], &history["current"]), (&to.into(), &true.into()));
}

#[tokio::test]
async fn an_application_is_rejected_taken_back_and_hired() {
    let api = Api::seeded(40);
    let id = api.first("applications", "status", "in_process");
    let at = async |what: &str, body: Value| {
        let told = api.send("POST", &format!("/v1/applications/{id}/{what}"), body).await;
        (told.status, told.body)
    };
    assert_eq!(at("reject", json!({"rejection_reason_id": 5})).await.0, 422);
    assert_eq!(at("unreject", json!({})).await.0, 422);
    let (status, rejected) = at("reject", json!({"rejection_reason_id": 1_000_504})).await;
    assert_eq!((status, &rejected["status"]), (200, &"rejected".into()));
    assert_eq!(rejected["rejection_reason"]["name"], "Other (add notes below)");
    assert_eq!(rejected["rejected_at"], "2026-11-24T12:00:00.000Z");
    assert_eq!(at("hire", json!({})).await.0, 422);
    let (status, back) = at("unreject", json!({})).await;
    assert_eq!((status, &back["status"], &back["rejected_at"]), (200, &"active".into(), &Value::Null));
    assert_eq!(back["rejection_reason"], Value::Null);
    let (status, hired) = at("hire", json!({"close_reason_id": 1_000_601})).await;
    assert_eq!((status, &hired["status"]), (200, &"hired".into()));
    assert_eq!(at("hire", json!({})).await.0, 422);
}

#[tokio::test]
async fn of_the_custom_fields_only_those_change_that_are_named() {
    let api = Api::seeded(10);
    let id = api.first("applications", "prospect", false);
    let path = format!("/v1/applications/{id}");
    let set = async |body: Value| api.send("PATCH", &path, json!({"custom_fields": [body]})).await;
    let one = set(json!({"name_key": "employee_number", "value": "E-7"})).await;
    assert_eq!(one.body["custom_fields"]["employee_number"], "E-7");
    let two = set(json!({"id": 1_000_906, "value": "Good"})).await;
    let expected = json!({"name": "Fit", "type": "single_select", "value": "Good"});
    assert_eq!(two.body["keyed_custom_fields"]["fit"], expected);
    assert_eq!(two.body["custom_fields"]["employee_number"], "E-7");
    let gone = set(json!({"name_key": "employee_number", "value": null})).await;
    assert!(gone.body["custom_fields"].get("employee_number").is_none());
    for refused in [
        json!({"name_key": "fit", "value": "Splendid"}),
        json!({"name_key": "nothing", "value": "x"}),
        json!({"name_key": "earliest_start", "value": "soon"}),
        json!({"value": "x"}),
    ] {
        assert_eq!(set(refused.clone()).await.status, 422, "{refused}");
    }
    assert_eq!(api.send("PATCH", &path, json!({"colour": "red"})).await.status, 422);
}

#[tokio::test]
async fn a_tag_is_made_once_applied_and_taken_away() {
    let api = Api::seeded(3);
    let again = api.send("POST", "/v1/tags/candidate", json!({"name": "rUBY"})).await;
    assert_eq!((again.status, again.body), (200, json!({"id": 1_000_701, "name": "Ruby"})));
    let made = api.send("POST", "/v1/tags/candidate", json!({"name": "Night shift"})).await;
    let tag = made.body["id"].as_u64().unwrap();
    let person = api.get("/v1/candidates").await.ids()[0];
    let path = format!("/v1/candidates/{person}/tags/{tag}");
    let applied = api.send("PUT", &path, json!({})).await;
    let expected = format!("Tag {tag}, 'Night shift', has been applied to candidate {person}");
    assert_eq!((applied.status, applied.body), (200, json!({"message": expected})));
    api.send("PUT", &path, json!({})).await;
    let tags = async || api.get(&format!("/v1/candidates/{person}")).await.body["tags"].clone();
    let has = |tags: Value| tags.as_array().unwrap().iter().filter(|tag| *tag == "Night shift").count();
    assert_eq!(has(tags().await), 1);
    assert_eq!(
        api.call(seed::FULL_KEY, "DELETE", &path, &[("on-behalf-of", "1000301")], "").await.status,
        200
    );
    assert_eq!(has(tags().await), 0);
    assert_eq!(
        api.call(seed::FULL_KEY, "DELETE", &path, &[("on-behalf-of", "1000301")], "").await.status,
        404
    );
}

#[tokio::test]
async fn a_note_is_read_again_in_the_feed_with_its_misspelt_twin() {
    let api = Api::seeded(3);
    let person = api.get("/v1/candidates").await.ids()[1];
    let path = format!("/v1/candidates/{person}/activity_feed/notes");
    let body = json!({"user_id": 1_000_302, "body": "Call on Monday", "visibility": "admin_only"});
    let made = api.send("POST", &path, body.clone()).await;
    assert_eq!((made.status, &made.body["visiblity"]), (201, &"admin_only".into()));
    assert_eq!(
        (&made.body["visibility"], &made.body["user"]["id"]),
        (&"admin_only".into(), &1_000_302.into())
    );
    let feed = api.get(&format!("/v1/candidates/{person}/activity_feed")).await;
    assert!(feed.body["notes"].as_array().unwrap().contains(&made.body));
    assert_eq!(api.row("notes", made.body["id"].as_u64().unwrap())["visibility"], "admin_only_visible");
    let without = |key: &str| {
        let mut body = body.clone();
        body.as_object_mut().unwrap().remove(key);
        body
    };
    let missing = api.send("POST", &path, without("body")).await;
    let told = json!({"errors": [{"message": "Missing required field: body", "field": "body"}]});
    assert_eq!((missing.status, missing.body), (422, told));
    assert_eq!(api.send("POST", &path, without("user_id")).await.status, 422);
    let mut loud = body;
    loud["visibility"] = json!("loud");
    let refused = api.send("POST", &path, loud).await;
    let message = "Must be one of: admin_only, private, public";
    let told =
        json!({"message": "Validation error", "errors": [{"message": message, "field": "visibility"}]});
    assert_eq!((refused.status, refused.body), (422, told));
}

#[tokio::test]
async fn a_user_is_added_once() {
    let api = Api::seeded(3);
    let body = json!({
        "first_name": "Ines", "last_name": "Moreau", "email": "ines@example.com", "office_ids": [1_000_201],
        "external_department_ids": ["OPS"],
    });
    let made = api.send("POST", "/v1/users", body.clone()).await;
    assert_eq!((made.status, &made.body["primary_email_address"]), (201, &"ines@example.com".into()));
    assert_eq!(made.body["departments"][0]["name"], "Operations");
    assert_eq!(api.get(&format!("/v1/users/{}", made.body["id"])).await.body, made.body);
    assert_eq!(api.send("POST", "/v1/users", body).await.status, 422);
    let nowhere = json!({"first_name": "A", "last_name": "B", "email": "a@example.com", "office_ids": [4]});
    assert_eq!(api.send("POST", "/v1/users", nowhere).await.status, 422);
}
