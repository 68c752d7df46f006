//! The source of referrals: what its page and the API say, and what they refuse.

use std::sync::Arc;

use crate::recruiting::{CONNECTION, Shelf, recruiting_with};
use crate::stage::Stage;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use engine::people::api_key;
use model::{access::Role, connection::ConnectionStatus};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

const MADE: [&str; 3] = ["7", "Passed on", "People"];
const OTHERS: [[&str; 3]; 3] = [["1", "Fair", "Events"], ["2", "Passed on", "Events"], ["3", "Walk in", ""]];

async fn desk() -> (Stage, Arc<Shelf>) {
    let shelf = Arc::new(Shelf::default());
    let stage = recruiting_with(ConnectionStatus::Enabled, Arc::clone(&shelf)).await;
    (stage, shelf)
}

fn put(shelf: &Shelf, sources: &[[&'static str; 3]]) {
    *shelf.sources.lock().unwrap() = Some(sources.to_vec());
}

fn page() -> String {
    format!("/settings/integrations/{CONNECTION}/referrals")
}

async fn shown(stage: &Stage) -> String {
    let answer = stage.get(Role::Administrator, &page()).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.body
}

#[tokio::test]
async fn a_source_that_is_not_there_yet_is_made_found_and_chosen() {
    let (stage, shelf) = desk().await;
    put(&shelf, &OTHERS);
    let seen = shown(&stage).await;
    assert!(seen.contains("There is no source “Passed on” under People."), "{seen}");
    assert!(seen.contains("Open the shelf and write a label.") && seen.contains("Look again"), "{seen}");
    assert!(seen.contains(r#"<optgroup label="Events">"#) && seen.contains(">Walk in</option>"), "{seen}");
    assert!(!seen.contains("Use Passed on"), "{seen}");

    put(&shelf, &[OTHERS[0], MADE]);
    let seen = shown(&stage).await;
    assert!(seen.contains("No source is chosen yet.") && seen.contains("Use Passed on"), "{seen}");
    assert!(!seen.contains("There is no source"), "{seen}");

    let answer = stage.post(Role::Administrator, &page(), "source=7").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page().as_str()));
    let seen = shown(&stage).await;
    assert!(seen.contains("“Passed on” under People is chosen"), "{seen}");
    assert!(seen.contains(r#"<option value="7" selected>"#) && !seen.contains("Use Passed on"), "{seen}");

    // It goes there: the page says so, and so does the list of what waits for somebody.
    put(&shelf, &OTHERS);
    let seen = shown(&stage).await;
    assert!(seen.contains("“Passed on” under People is not there any more."), "{seen}");
    let waiting = stage.get(Role::Administrator, "/attention").await.body;
    assert!(waiting.contains("Referrals to Hiring at Shelf") && waiting.contains(&page()), "{waiting}");
}

#[tokio::test]
async fn what_is_not_there_can_t_be_chosen_and_why_nothing_is_seen_is_said() {
    let (stage, shelf) = desk().await;
    put(&shelf, &OTHERS);
    let answer = stage.post(Role::Administrator, &page(), "source=7").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("There is no such source any more."), "{}", answer.body);
    let answer = stage.post(Role::Recruiter, &page(), "source=1").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);

    *shelf.sources.lock().unwrap() = None;
    let seen = shown(&stage).await;
    assert!(seen.contains("The sources could not be looked at."), "{seen}");
    assert!(seen.contains("the key may not list sources") && !seen.contains("There is no source"), "{seen}");
    let answer = stage.post(Role::Administrator, &page(), "source=1").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page().as_str()));
}

/// A program's call with a key of whoever has that role.
async fn call(stage: &Stage, role: Role, method: Method, body: Option<Value>) -> (StatusCode, Value) {
    let (_, key) = api_key::create(&stage.app, stage.actor(role), "program").await.unwrap();
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1/connections/{CONNECTION}/referral-source"))
        .header(header::HOST, "hub.test")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {}", key.expose_secret()));
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let answer = stage.send(request.body(Body::from(body)).unwrap()).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_program_looks_and_chooses() {
    let (stage, shelf) = desk().await;
    put(&shelf, &[OTHERS[0], MADE]);
    let admin = Role::Administrator;
    let (status, seen) = call(&stage, admin, Method::GET, None).await;
    let made = json!({"id": "7", "name": "Passed on", "heading": "People"});
    assert_eq!(status, StatusCode::OK);
    assert_eq!((&seen["chosen"], &seen["suggested"], &seen["sources"][1]), (&Value::Null, &made, &made));
    assert_eq!(seen["wanted"]["how"], "Open the shelf and write a label.");

    let (status, seen) = call(&stage, admin, Method::PUT, Some(json!({"source": "7"}))).await;
    assert_eq!((status, &seen["chosen"]["id"]), (StatusCode::OK, &json!("7")));
    assert_eq!(seen["chosen"]["chosen_at"], "2026-03-02T09:00:00Z");

    for (body, field) in [(json!({"source": "9"}), "source"), (json!({"origin": "1"}), "body")] {
        let (status, problem) = call(&stage, admin, Method::PUT, Some(body)).await;
        assert_eq!(
            (status, &problem["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(field))
        );
    }
    let (status, _) = call(&stage, Role::Recruiter, Method::PUT, Some(json!({"source": "1"}))).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    *shelf.sources.lock().unwrap() = None;
    let (status, problem) = call(&stage, admin, Method::GET, None).await;
    assert_eq!((status, &problem["type"]), (StatusCode::BAD_GATEWAY, &json!("vendor")));
}
