//! Moving applications, and what is announced of it.

use serde_json::{Value, json};

use super::caller::Api;

/// An application that stands in a stage of that meaning, with its job.
pub fn standing(api: &Api, meaning: &str) -> (String, String) {
    api.world.read(|documents| {
        let resources = &documents["resources"];
        let all = resources["applications"].as_object().unwrap();
        let stands = |one: &Value| {
            resources["stages"][one["rels"]["stage"].as_str().unwrap()]["attributes"]["basic_type"] == meaning
        };
        let (id, one) = all.iter().find(|(_, one)| stands(one)).unwrap();
        (id.clone(), one["rels"]["job"].as_str().unwrap().to_owned())
    })
}

/// A stage of a job.
pub fn stage(api: &Api, job: &str, meaning: &str) -> String {
    api.world.read(|documents| {
        let all = documents["resources"]["stages"].as_object().unwrap();
        let is_it = |one: &Value| {
            one["rels"]["stageable"] == json!({"type": "jobs", "id": job})
                && one["attributes"]["basic_type"] == meaning
        };
        all.iter().find(|(_, one)| is_it(one)).unwrap().0.clone()
    })
}

pub fn move_to(application: &str, stage: &str) -> Value {
    json!({"data": {"type": "applications", "id": application, "attributes": {}, "relationships": {
        "stage": {"data": {"type": "stages", "id": stage}},
    }}})
}

/// The events on their way, with the application that each is about.
fn announced(api: &Api) -> Vec<(String, u64)> {
    api.world.read(|documents| {
        let deliveries = documents["deliveries"].as_array().unwrap();
        let read = |one: &Value| serde_json::from_str::<Value>(one["body"].as_str().unwrap()).unwrap();
        let told = |body: Value| {
            (body["event"].as_str().unwrap().to_owned(), body["data"]["application"]["id"].as_u64().unwrap())
        };
        deliveries.iter().map(|one| told(read(one))).collect()
    })
}

fn listen(api: &Api, events: &[&str]) {
    let webhook = json!({"url": "http://127.0.0.1:9/", "secret": "s", "events": events, "enabled": true});
    api.world.change(|documents| documents["webhooks"] = json!([webhook]));
}

#[tokio::test]
async fn who_is_moved_to_hired_is_hired_and_it_is_announced() {
    let api = Api::seeded(40);
    listen(&api, &["application_hired", "application_stage_changed", "application_moved"]);
    let (id, job) = standing(&api, "review");
    let path = format!("applications/{id}?include=stage");
    let told = api.write("PUT", &path, move_to(&id, &stage(&api, &job, "hired"))).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let now = json!("2026-11-24T12:00:00+00:00");
    let attributes = &told.body["data"]["attributes"];
    assert_eq!((&attributes["hired_at"], &attributes["updated_at"]), (&now, &now));
    assert_eq!(told.body["included"][0]["attributes"]["basic_type"], "hired");
    let number = id.parse().unwrap();
    let told = |event: &str| (event.to_owned(), number);
    let expected = ["application_hired", "application_moved", "application_stage_changed"].map(told);
    assert_eq!(announced(&api), expected);
}

#[tokio::test]
async fn who_is_moved_back_is_hired_no_more_and_a_repeat_is_not_announced() {
    let api = Api::seeded(40);
    let (id, job) = standing(&api, "hired");
    listen(&api, &["application_hired", "application_moved"]);
    let again =
        api.write("PATCH", &format!("applications/{id}"), move_to(&id, &stage(&api, &job, "hired"))).await;
    assert_eq!((again.status, announced(&api)), (200, vec![]));
    let back =
        api.write("PUT", &format!("applications/{id}"), move_to(&id, &stage(&api, &job, "rejected"))).await;
    let attributes = &back.body["data"]["attributes"];
    assert_eq!(
        (&attributes["hired_at"], &attributes["rejected_at"]),
        (&json!(null), &json!("2026-11-24T12:00:00+00:00"))
    );
    assert_eq!(announced(&api).len(), 1);
}

#[tokio::test]
async fn a_stage_of_another_job_and_one_of_a_workflow_are_refused() {
    let api = Api::seeded(40);
    let (id, job) = standing(&api, "review");
    let other = api.world.read(|documents| {
        let jobs = documents["resources"]["jobs"].as_object().unwrap();
        jobs.keys().find(|other| **other != job).unwrap().clone()
    });
    for stage in [stage(&api, &other, "interview"), "72".into()] {
        let told = api.write("PUT", &format!("applications/{id}"), move_to(&id, &stage)).await;
        assert_eq!(told.refusal(), (422, "/data/relationships/stage", "invalid"));
    }
    let told = api.write("PUT", &format!("applications/{id}"), move_to(&id, "999999")).await;
    assert_eq!(told.refusal(), (422, "/data/relationships/stage", "blank"));
}
