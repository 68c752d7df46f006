//! People who are added and changed, with what they are considered for.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::api::Api;

fn person(job: u64) -> Value {
    json!({
        "first_name": "Ines", "last_name": "Moreau", "title": "Planner", "company": "Larch & Co",
        "email_addresses": [{"value": "ines@example.com", "type": "personal"}],
        "social_media_addresses": [{"value": "https://www.linkedin.com/in/example"}],
        "tags": ["ruby", "Night shift"], "recruiter": {"email": "tom.lindqvist@larkmoor.example.com"},
        "custom_fields": [{"name_key": "notice_period", "value": "3 weeks"}],
        "educations": [{"school_name": "Leeds", "degree": "BSc", "discipline": "Logistics"}],
        "activity_feed_notes": [{"user_id": 1_000_302, "body": "Came by post", "visibility": "public"}],
        "applications": [{"job_id": job, "source_id": 1_000_403, "referrer": {"type": "id", "value": 1_000_303}}],
    })
}

#[tokio::test]
async fn a_person_comes_with_at_least_one_application() {
    let api = Api::seeded(10);
    let job = api.first("jobs", "status", "open");
    let made = api.send("POST", "/v1/candidates", person(job)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(api.get(&format!("/v1/candidates/{}", made.body["id"])).await.body, made.body);
    assert_eq!(made.body["tags"], json!(["Ruby", "Night shift"]));
    assert_eq!(made.body["recruiter"]["id"], 1_000_302);
    assert_eq!(made.body["custom_fields"]["notice_period"], "3 weeks");
    assert_eq!(made.body["educations"][0]["school_name"], "Leeds");
    let application = &made.body["applications"][0];
    assert_eq!((&application["status"], &application["jobs"][0]["id"]), (&"active".into(), &job.into()));
    assert_eq!(application["current_stage"]["name"], "Application Review");
    assert_eq!(application["credited_to"]["id"], 1_000_303);
    let feed = api.get(&format!("/v1/candidates/{}/activity_feed", made.body["id"])).await;
    assert_eq!(feed.body["notes"][0]["body"], "Came by post");
}

#[tokio::test]
async fn nothing_is_kept_of_a_person_of_whom_anything_does_not_fit() {
    let api = Api::seeded(10);
    let job = api.first("jobs", "status", "open");
    let before = api.world.read(Value::clone);
    for (key, value) in [
        ("last_name", json!(null)),
        ("applications", json!([])),
        ("applications", json!([{"job_id": 1}])),
        ("applications", json!([{"job_id": job, "initial_stage_id": 4}])),
        ("email_addresses", json!([{"value": "no address", "type": "personal"}])),
        ("email_addresses", json!([{"value": "a@example.com", "type": "secret"}])),
        ("custom_fields", json!([{"name_key": "right_to_work", "value": "perhaps"}])),
        ("recruiter", json!({"id": 4})),
        ("colour", json!("red")),
    ] {
        let mut body = person(job);
        body[key] = value;
        let refused = api.send("POST", "/v1/candidates", body).await;
        assert_eq!(refused.status, 422, "{key}");
    }
    assert_eq!(api.world.read(Value::clone), before);
}

#[tokio::test]
async fn a_prospect_is_considered_for_no_job_and_stands_in_a_pool() {
    let api = Api::seeded(10);
    let body = json!({
        "first_name": "Noor", "last_name": "Haddad",
        "application": {"prospect_pool_id": 1_000_801, "prospect_pool_stage_id": 1_000_811, "prospect_owner_id": 1_000_302},
    });
    let made = api.send("POST", "/v1/prospects", body).await;
    let application = &made.body["applications"][0];
    assert_eq!(
        (made.status, &application["prospect"], &application["jobs"]),
        (201, &true.into(), &json!([]))
    );
    assert_eq!(application["prospect_detail"]["prospect_stage"]["name"], "Not contacted");
    let path = format!("/v1/candidates/{}/applications", made.body["id"]);
    let job = api.first("jobs", "status", "open");
    let applied = api.send("POST", &path, json!({"job_id": job})).await;
    assert_eq!((applied.status, &applied.body["prospect"]), (201, &false.into()));
    let again = api.send("POST", &path, json!({"prospect": "true", "job_ids": [job]})).await;
    assert_eq!((again.status, &again.body["jobs"][0]["id"]), (201, &job.into()));
    assert_eq!(api.send("POST", &path, json!({})).await.status, 422);
    assert_eq!(api.send("POST", "/v1/candidates/1/applications", json!({"job_id": job})).await.status, 404);
}

#[tokio::test]
async fn a_change_leaves_alone_what_it_does_not_name() {
    let api = Api::seeded(10);
    let id = api.get("/v1/candidates").await.ids()[2];
    let path = format!("/v1/candidates/{id}");
    let before = api.get(&path).await.body;
    let body = json!({"title": "Baker", "tags": ["Relocates"], "custom_fields": [{"id": 1_000_901, "value": "now"}]});
    let after = api.send("PATCH", &path, body).await;
    assert_eq!(
        (after.status, &after.body["title"], &after.body["tags"]),
        (200, &"Baker".into(), &json!(["Relocates"]))
    );
    assert_eq!(after.body["custom_fields"]["notice_period"], "now");
    for same in ["first_name", "email_addresses", "created_at", "application_ids"] {
        assert_eq!(after.body[same], before[same], "{same}");
    }
    assert_eq!(after.body["custom_fields"]["right_to_work"], before["custom_fields"]["right_to_work"]);
    assert_eq!(after.body["updated_at"], "2026-11-24T12:00:00.000Z");
    let applied = api.world.read(|documents| {
        let rows = documents["rows"]["applied_candidate_tags"].as_object().unwrap();
        rows.values()
            .filter(|row| row["candidate_id"] == id)
            .map(|row| row["candidate_tag_id"].clone())
            .collect::<Vec<_>>()
    });
    assert_eq!(applied, [1_000_702]);
    assert_eq!(api.send("PATCH", &path, json!({"last_name": ""})).await.status, 422);
    assert_eq!(api.send("PATCH", "/v1/candidates/1", json!({"title": "x"})).await.status, 404);
}

#[tokio::test]
async fn a_file_that_is_added_is_fetched_as_it_was() {
    let api = Api::seeded(10);
    let id = api.first("applications", "prospect", false);
    let content = STANDARD.encode("plain words");
    let body =
        json!({"filename": "cv.txt", "type": "resume", "content": content, "content_type": "text/plain"});
    for path in [
        format!("/v1/applications/{id}/attachments"),
        format!("/v1/candidates/{}/attachments", api.row("applications", id)["candidate_id"]),
    ] {
        let made = api.send("POST", &path, body.clone()).await;
        assert_eq!((made.status, &made.body["filename"]), (201, &"cv.txt".into()));
        let link = made.body["url"].as_str().unwrap().strip_prefix("http://harvest.example.com").unwrap();
        let fetched = api.get(link).await;
        assert_eq!((fetched.text.as_str(), fetched.header("content-type")), ("plain words", "text/plain"));
        for (key, value) in [
            ("type", json!("poem")),
            ("content", json!("***")),
            ("filename", json!(null)),
            ("content_type", json!(null)),
        ] {
            let mut body = body.clone();
            body[key] = value;
            assert_eq!(api.send("POST", &path, body).await.status, 422, "{key}");
        }
    }
}
