//! The API of connections, syncs and runs: what it answers, and to whom.

use crate::recruiting::{CONNECTION, a_run, in_step, notes};
use crate::stage::Stage;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use engine::people::api_key;
use model::{access::Role, sync::RunState};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

/// A program's call with a key of whoever has that role.
async fn call(
    stage: &Stage,
    role: Role,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> (StatusCode, Value) {
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

fn path(rest: &str) -> String {
    format!("/api/v1/connections/{CONNECTION}{rest}")
}

#[tokio::test]
async fn connections_say_what_they_are_good_for() {
    let stage = in_step().await;
    let (status, all) = call(&stage, Role::Administrator, Method::GET, "/api/v1/connections", None).await;
    assert_eq!(status, StatusCode::OK);
    let one = &all["connections"][0];
    assert_eq!(
        (&one["name"], &one["kind"], &one["status"]),
        (&json!("Hiring at Shelf"), &json!("ats"), &json!("enabled"))
    );
    assert_eq!((&one["takes_hires"], &one["keeps_records"]), (&json!(false), &json!(true)));
    let (status, problem) = call(&stage, Role::Recruiter, Method::GET, "/api/v1/connections", None).await;
    assert_eq!((status, &problem["type"]), (StatusCode::FORBIDDEN, &json!("forbidden")));
}

#[tokio::test]
async fn a_program_begins_holds_and_stops_a_run() {
    let stage = in_step().await;
    let boss = Role::Administrator;
    let (status, begun) =
        call(&stage, boss, Method::POST, &path("/sync"), Some(json!({ "mode": "full" }))).await;
    assert_eq!(
        (status, &begun["mode"], &begun["state"]),
        (StatusCode::ACCEPTED, &json!("full"), &json!("running"))
    );
    let (status, problem) = call(&stage, boss, Method::POST, &path("/sync"), None).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("conflict")));
    let (_, held) = call(&stage, boss, Method::POST, &path("/sync/pause"), None).await;
    assert_eq!((&held["paused"], &held["current"]["state"]), (&json!(true), &json!("paused")));
    let (_, on) = call(&stage, boss, Method::POST, &path("/sync/resume"), None).await;
    assert_eq!(on["current"]["id"], begun["id"], "it is the same run");
    let (_, stopped) = call(&stage, boss, Method::POST, &path("/sync/stop"), None).await;
    assert_eq!((&stopped["current"], &stopped["runs"][0]["state"]), (&json!(null), &json!("stopped")));
    let (status, again) = call(&stage, boss, Method::POST, &path("/sync"), None).await;
    assert_eq!(
        (status, &again["mode"]),
        (StatusCode::ACCEPTED, &json!("changes")),
        "nothing said: what changed"
    );
}

#[tokio::test]
async fn a_wrong_mode_and_an_unknown_field_are_refused() {
    let stage = in_step().await;
    for body in [json!({ "mode": "some" }), json!({ "modes": "full" })] {
        let (status, problem) =
            call(&stage, Role::Administrator, Method::POST, &path("/sync"), Some(body)).await;
        assert_eq!(
            (status, &problem["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("body"))
        );
    }
}

#[tokio::test]
async fn a_run_that_asks_is_allowed_by_a_program_too() {
    let stage = in_step().await;
    let run = a_run(&stage, RunState::Asking, Some("It would close 300 jobs.")).await;
    let (_, shown) = call(&stage, Role::Administrator, Method::GET, &path("/sync"), None).await;
    assert_eq!(shown["current"]["sentence"], "It would close 300 jobs.");
    let (status, on) = call(&stage, Role::Administrator, Method::POST, &path("/sync/allow"), None).await;
    assert_eq!((status, &on["current"]["state"]), (StatusCode::OK, &json!("running")));
    let (_, account) =
        call(&stage, Role::Administrator, Method::GET, &format!("/api/v1/runs/{run}"), None).await;
    assert_eq!(account["run"]["allowed"], true);
    let (status, _) = call(&stage, Role::Administrator, Method::POST, &path("/sync/allow"), None).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn runs_are_listed_and_one_has_its_notes_in_pages() {
    let stage = in_step().await;
    let run = a_run(&stage, RunState::Done, None).await;
    notes(&stage, run, 101).await;
    let (_, listed) = call(&stage, Role::Administrator, Method::GET, &path("/runs"), None).await;
    assert_eq!(listed["runs"][0]["tally"]["candidate"]["made"], 1150);
    let one = format!("/api/v1/runs/{run}");
    let (_, first) = call(&stage, Role::Administrator, Method::GET, &one, None).await;
    assert_eq!((first["notes"].as_array().unwrap().len(), &first["next_page"]), (100, &json!(1)));
    let (_, second) = call(&stage, Role::Administrator, Method::GET, &format!("{one}?page=1"), None).await;
    assert_eq!((second["notes"].as_array().unwrap().len(), &second["next_page"]), (1, &json!(null)));
    let nobody = "/api/v1/runs/01a21013-0000-7000-8000-000000000000";
    let (status, problem) = call(&stage, Role::Administrator, Method::GET, nobody, None).await;
    assert_eq!((status, &problem["type"]), (StatusCode::NOT_FOUND, &json!("not_found")));
}
