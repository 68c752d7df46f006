//! Search objects on a job.

use serde_json::{Value, json};

use super::caller::Api;

const NOBODY: &str = "8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9";

/// A job with one field as given; its answer's data, or the refusal's sentences.
async fn job(api: &Api, field: &str, value: Value) -> Result<Value, Vec<String>> {
    let person = api.get("/v1/people?filters[employeeNumber][eq]=00003").await["data"][0]["id"].clone();
    let mut job = api.job(person.as_str().unwrap()).await;
    job[field] = value;
    let (status, answer) = api.call("POST", "/v1/jobs", job).await;
    match status {
        201 => Ok(answer["data"].clone()),
        400 => Err(answer["errors"].as_array().unwrap().iter().map(|e| e["detail"].to_string()).collect()),
        _ => panic!("{status} {answer}"),
    }
}

#[tokio::test]
async fn an_id_that_nothing_has_and_one_that_is_none_are_refused() {
    let api = Api::with(8);
    for field in [
        "person",
        "businessEntity",
        "businessUnit",
        "workClass",
        "workType",
        "location",
        "payGrade",
        "employmentCondition",
        "supervisorPerson",
        "supervisorJob",
    ] {
        let unknown = job(&api, field, json!({"id": NOBODY})).await.unwrap_err();
        assert_eq!(unknown.len(), 1, "{field}: {unknown:?}");
        let none = job(&api, field, json!({"id": "7"})).await.unwrap_err();
        assert_eq!(none, ["\"An invalid UUID was provided\""], "{field}");
        assert!(job(&api, field, json!({"colour": "blue"})).await.is_err(), "{field}");
    }
    assert!(job(&api, "businessUnit", json!({})).await.is_err());
    assert!(job(&api, "businessUnit", json!("Engineering")).await.is_err());
}

#[tokio::test]
async fn a_name_leads_to_the_best_match_whatever_was_meant() {
    let api = Api::with(8);
    let unit = job(&api, "businessUnit", json!({"name": "Engin"})).await.unwrap();
    assert_eq!(unit["businessUnit"]["name"], "Engineering");
    let place = job(&api, "location", json!({"name": "London"})).await.unwrap();
    assert_eq!(place["location"]["name"], "London");
    let grade = job(&api, "payGrade", json!({"code": "L2"})).await.unwrap();
    assert_eq!(grade["payGrade"]["name"], "Professional");
    assert!(job(&api, "businessUnit", json!({"name": "Field Research"})).await.is_err(), "disabled");
}

#[tokio::test]
async fn a_person_has_to_be_the_only_one() {
    let api = Api::with(8);
    api.person().await;
    let both = api.person().await;
    let named = json!({"name": "Maeve O'Donnell"});
    let several = job(&api, "person", named.clone()).await.unwrap_err();
    assert!(several[0].contains("single person"), "{several:?}");
    let number = api.get(&format!("/v1/people/{both}")).await["data"]["autoIncrementIntellihrId"].clone();
    let narrowed = json!({"name": "Maeve O'Donnell", "autoIncrementIntellihrId": number.to_string()});
    assert_eq!(job(&api, "person", narrowed).await.unwrap()["person"]["id"], both);
    let by_mail = json!({"primaryEmailAddress": "alinta.marchetti@larkmoor.example.com"});
    assert_eq!(job(&api, "person", by_mail).await.unwrap()["person"]["displayName"], "Alinta Marchetti");
}

#[tokio::test]
async fn a_supervisor_brings_their_own_job() {
    let api = Api::with(8);
    let boss = api.get("/v1/people?filters[name][eq]=Marchetti").await["data"][0].clone();
    let under = job(&api, "supervisorPerson", json!({"id": boss["id"]})).await.unwrap();
    assert_eq!(under["supervisorPerson"]["id"], boss["id"]);
    assert_eq!(under["supervisorJob"]["id"], boss["jobs"][0]["id"]);
    let under = job(&api, "supervisorJob", json!({"id": boss["jobs"][0]["id"]})).await.unwrap();
    assert_eq!(under["supervisorPerson"]["id"], boss["id"]);
}

#[tokio::test]
async fn where_somebody_was_found_is_kept() {
    let api = Api::with(8);
    let source = api.id("recruitment-sources", "Referral").await;
    let sent = json!({"source": {"id": source}, "cost": 500, "currency": "AUD"});
    let made = job(&api, "recruitment", sent).await.unwrap();
    assert_eq!(
        (&made["recruitment"]["source"]["name"], &made["recruitment"]["cost"]),
        (&json!("Referral"), &json!(500))
    );
    assert!(job(&api, "recruitment", json!({"source": {"id": NOBODY}})).await.is_err());
    let custom = json!({"works_from": {"value": {"label": "Home"}}});
    assert_eq!(
        job(&api, "customFields", custom).await.unwrap()["customFields"]["works_from"]["value"]["label"],
        "Home"
    );
}
