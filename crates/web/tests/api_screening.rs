//! The API of screening: what it answers, and to whom.

use crate::screened::{House, asks, house};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use engine::people::api_key;
use model::access::Role;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

/// A program's call with a key of whoever has that role.
async fn call(
    house: &House,
    role: Role,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> (StatusCode, Value) {
    let stage = &house.stage;
    let (_, key) = api_key::create(&stage.app, stage.actor(role), "program").await.unwrap();
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "hub.test")
        .header(header::AUTHORIZATION, format!("Bearer {}", key.expose_secret()));
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let answer = stage.send(request.body(Body::from(body)).unwrap()).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn people_are_listed_page_by_page_and_by_standing() {
    let house = house().await.asking().await;
    house.scored("Ana", 90).await;
    house.scored("Bo", 30).await;
    let path = format!("/api/v1{}", house.at(""));
    let (status, first) =
        call(&house, Role::HiringManager, Method::GET, &format!("{path}?limit=1"), None).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (&first["people"][0]["name"], &first["people"][0]["points"]),
        (&json!("Ana Lopez"), &json!(90))
    );
    assert_eq!((&first["threshold"], &first["counts"]["not_qualified"]), (&json!(70), &json!(1)));
    let next = format!("{path}?limit=1&after={}", first["next"].as_str().unwrap());
    let (_, second) = call(&house, Role::HiringManager, Method::GET, &next, None).await;
    assert_eq!((&second["people"][0]["name"], &second["next"]), (&json!("Bo Lopez"), &Value::Null));
    let low = format!("{path}?standing=not_qualified");
    assert_eq!(
        call(&house, Role::Recruiter, Method::GET, &low, None).await.1["people"].as_array().unwrap().len(),
        1
    );
    for wrong in ["?standing=great", "?after=nowhere"] {
        let (status, problem) =
            call(&house, Role::Recruiter, Method::GET, &format!("{path}{wrong}"), None).await;
        assert_eq!(
            (status, &problem["type"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid")),
            "{wrong}"
        );
    }
    let (status, _) = call(&house, Role::Employee, Method::GET, &path, None).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn one_is_shown_with_reasons_decided_on_and_taken_back() {
    let house = house().await.asking().await;
    let bo = house.scored("Bo", 30).await;
    let path = format!("/api/v1/applications/{}/screening", bo.id);
    let (_, shown) = call(&house, Role::HiringManager, Method::GET, &path, None).await;
    assert_eq!((&shown["standing"], &shown["score"]["points"]), (&json!("not_qualified"), &json!(30)));
    assert_eq!(shown["score"]["reasons"][0]["quotes"][0]["source"]["in"], "resume");
    let decision = format!("{path}/decision");
    let said = json!({"standing": "qualified"});
    let (status, problem) = call(&house, Role::Recruiter, Method::PUT, &decision, Some(said)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["errors"][0]["field"], "reason");
    let said = json!({"standing": "qualified", "reason": "Met them"});
    let (status, shown) = call(&house, Role::Recruiter, Method::PUT, &decision, Some(said)).await;
    assert_eq!((status, &shown["standing"]), (StatusCode::OK, &json!("qualified")));
    assert_eq!(shown["decision"]["reason"], "Met them");
    let unknown = json!({"standing": "qualified", "because": "x"});
    assert_eq!(
        call(&house, Role::Recruiter, Method::PUT, &decision, Some(unknown)).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let back = |house| call(house, Role::Recruiter, Method::DELETE, &decision, None);
    assert_eq!(back(&house).await.0, StatusCode::NO_CONTENT);
    assert_eq!(back(&house).await.0, StatusCode::CONFLICT);
}

#[tokio::test]
async fn criteria_and_thresholds_are_set_by_those_who_may_write_jobs() {
    let house = house().await;
    let path = format!("/api/v1{}", house.at("/criteria"));
    let wanted = serde_json::to_value(asks()).unwrap();
    let (status, kept) = call(&house, Role::Recruiter, Method::PUT, &path, Some(wanted.clone())).await;
    assert_eq!((status, &kept["version"]), (StatusCode::OK, &json!(1)));
    let activate = format!("{path}/1/activate");
    let (status, on) = call(&house, Role::Recruiter, Method::POST, &activate, None).await;
    assert_eq!((status, on), (StatusCode::OK, json!({"version": 1, "stale": 0})));
    assert_eq!(call(&house, Role::Recruiter, Method::POST, &activate, None).await.0, StatusCode::CONFLICT);
    let (_, all) = call(&house, Role::Recruiter, Method::GET, &path, None).await;
    assert_eq!((&all[0]["state"], &all[0]["criteria"]), (&json!("active"), &wanted));
    let denied = call(&house, Role::HiringManager, Method::PUT, &path, Some(wanted)).await.0;
    assert_eq!(denied, StatusCode::FORBIDDEN);

    let path = format!("/api/v1{}", house.at("/threshold"));
    house.scored("Bo", 30).await;
    let (_, moved) = call(&house, Role::Recruiter, Method::PUT, &path, Some(json!({"threshold": 20}))).await;
    assert_eq!(moved, json!({"threshold": 20, "own": true, "moved": 1}));
    let (status, _) =
        call(&house, Role::Recruiter, Method::PUT, &path, Some(json!({"threshold": 101}))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    call(&house, Role::Recruiter, Method::PUT, &path, Some(json!({"threshold": null}))).await;
    let (_, seen) = call(&house, Role::HiringManager, Method::GET, &path, None).await;
    assert_eq!(seen, json!({"threshold": 70, "own": false, "moved": 0}));
}
