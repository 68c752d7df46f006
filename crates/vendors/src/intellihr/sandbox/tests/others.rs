//! Users, webhooks, workflows and forms.

use serde_json::{Value, json};

use super::caller::Api;

#[tokio::test]
async fn a_person_has_at_most_one_user() {
    let api = Api::with(8);
    let person = api.person().await;
    let body = json!({"username": "maeve", "person": {"id": person}});
    let user = api.made("/v1/users", body.clone()).await;
    assert_eq!((&user["isEnabled"], &user["person"]["id"]), (&json!(false), &json!(person)));
    assert_eq!(api.refused("POST", "/v1/users", body).await.0, 400, "a second one");
    let path = format!("/v1/users/{}", user["id"].as_str().unwrap());
    let (_, changed) = api.call("PATCH", &path, json!({"isEnabled": true})).await;
    assert_eq!(changed["data"]["isEnabled"], true);
    assert_eq!(api.get(&format!("/v1/people/{person}")).await["data"]["userAccount"]["username"], "maeve");
    assert_eq!(api.get("/v1/users").await["meta"]["pagination"]["total"], 7);
    let taken = json!({"username": "alinta.marchetti@larkmoor.example.com"});
    assert_eq!(api.refused("PATCH", &path, taken).await.0, 400);
    assert_eq!(api.refused("DELETE", &path, Value::Null).await.0, 405);
}

#[tokio::test]
async fn webhooks_are_kept_as_they_are_asked_for() {
    let api = Api::with(0);
    let body = json!({"url": "https://gangway.example.com/hooks/1", "webhookEvent": "person.created"});
    let made = api.made("/v1/webhooks", body.clone()).await;
    assert_eq!(
        (&made["webhookEvent"]["name"], &made["source"]),
        (&json!("Person Created Event"), &json!("custom"))
    );
    let path = format!("/v1/webhooks/{}", made["id"].as_str().unwrap());
    let (_, changed) =
        api.call("PATCH", &path, json!({"isEnabled": false, "webhookEvent": "job.created"})).await;
    assert_eq!(
        (&changed["data"]["isEnabled"], &changed["data"]["webhookEvent"]["event"]),
        (&json!(false), &json!("job.created"))
    );
    for (field, value) in [
        ("url", json!("gangway")),
        ("url", json!("ftp://a.example.com")),
        ("webhookEvent", json!("person.born")),
        ("secret", json!("x")),
    ] {
        let mut wrong = body.clone();
        wrong[field] = value;
        assert_eq!(api.refused("POST", "/v1/webhooks", wrong).await.0, 400, "{field}");
    }
    assert_eq!(api.call("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(api.call("DELETE", &path, Value::Null).await.0, 404);
}

#[tokio::test]
async fn a_workflow_is_started_for_a_job() {
    let api = Api::with(2);
    let event =
        api.get(&format!("/v1/workflow-events/{}", crate::intellihr::sandbox::seed::ONBOARDING)).await;
    let workflow = event["data"]["workflows"][0].clone();
    let path = format!("/v1/workflows/{}", workflow["id"].as_str().unwrap());
    let job = api.get("/v1/jobs?limit=1").await["data"][0]["id"].clone();
    let design = workflow["workflowFormDesigns"][0]["id"].clone();
    let (status, answer) =
        api.call("PATCH", &path, json!({"jobId": job, "workflowFormDesigns": [{"id": design}]})).await;
    assert_eq!((status, &answer["data"]["workflow"]["name"]), (200, &json!("New starter")), "{answer}");
    assert_eq!(answer["data"]["formInstanceSchedule"][0]["issueDate"], "2026-11-24T12:00:00.000Z");
    assert_eq!(api.world.read(|documents| documents["triggered"].as_array().unwrap().len()), 1);
    let nobody = "8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9";
    for body in [
        json!({"jobId": nobody, "workflowFormDesigns": []}),
        json!({"jobId": job, "workflowFormDesigns": [{"id": nobody}]}),
        json!({"jobId": job}),
    ] {
        assert_eq!(api.refused("PATCH", &path, body).await.0, 400);
    }
    let unknown = json!({"jobId": job, "workflowFormDesigns": []});
    assert_eq!(api.refused("PATCH", &format!("/v1/workflows/{nobody}"), unknown).await.0, 404);
}

#[tokio::test]
async fn a_form_can_be_read() {
    let api = Api::with(0);
    let form = api.get("/v1/forms/5a3c1e58-0b5f-4f0e-9c6a-2f4d7b1e9a10").await;
    assert_eq!(form["data"]["formDesign"]["name"], "Personal details");
}

#[tokio::test]
async fn ten_thousand_people_are_there_at_once() {
    let api = Api::with(10_000);
    let last = api.get("/v1/people?limit=100&page=100").await;
    assert_eq!(last["data"].as_array().unwrap().len(), 100);
    assert_eq!(last["links"]["next"], Value::Null);
    let found = api.get("/v1/people?filters[employeeNumber][eq]=09999").await;
    assert_eq!(found["meta"]["pagination"]["total"], 1);
}
