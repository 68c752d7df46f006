//! Sending a hire from the page, in bulk and over the API, against the vendor's sandbox.

use crate::connected::Connected;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use engine::people::api_key;
use model::{CandidateId, job::StageKind};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

fn page(candidate: CandidateId, connection: &str) -> String {
    format!("/candidates/{candidate}/send/{connection}")
}

fn form(key: &str, pressed: &str, last: &str) -> String {
    let values = [
        ("key", key),
        ("do", pressed),
        ("f.firstName", "Ana"),
        ("f.lastName", last),
        ("f.homeEmail", "ana@example.org"),
    ];
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(values).finish()
}

#[tokio::test]
async fn a_double_click_sends_once_and_the_employee_is_there() {
    let hub = Connected::new().await;
    let (connection, ana) = (hub.connect().await, hub.hired("Ana").await);
    let shown = hub.get(&hub.recruiter, &page(ana, &connection)).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(
        shown.body.contains("value=\"ana@example.org\"") && shown.body.contains("From Candidate: e-mail")
    );
    let form = form(&shown.hidden("key"), "send", "Example");
    let one = hub.post(&hub.recruiter, &page(ana, &connection), &form).await;
    let two = hub.post(&hub.recruiter, &page(ana, &connection), &form).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.body);
    assert_eq!(one.location, two.location);
    let queued = hub.get(&hub.recruiter, &one.location).await;
    assert!(queued.body.contains("every 2s"), "the page follows what moves");
    hub.work().await;
    let told = hub.get(&hub.recruiter, &one.location).await;
    assert!(told.body.contains("Delivered") && !told.body.contains("every 2s"), "{}", told.body);
    assert_eq!(hub.employees("ana@example.org"), 1);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    let hub = Connected::new().await;
    let (connection, ana) = (hub.connect().await, hub.hired("Ana").await);
    let answer = hub.post(&hub.recruiter, &page(ana, &connection), &form("k", "send", "")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("id=\"f.lastName-error\"") && answer.body.contains("value=\"Ana\""));
    assert_eq!(answer.hidden("key"), "k", "the corrected form asks for the same hand-off");
    assert_eq!(hub.employees("ana@example.org"), 0);
}

#[tokio::test]
async fn the_preview_sends_nothing_and_refreshing_keeps_what_was_typed() {
    let hub = Connected::new().await;
    let (connection, ana) = (hub.connect().await, hub.hired("Ana").await);
    let seen = hub.post(&hub.recruiter, &page(ana, &connection), &form("k", "preview", "Typed")).await;
    assert!(seen.body.contains("Exactly this is sent") && seen.body.contains("<dd>Typed"), "{}", seen.body);
    let fresh = hub.post(&hub.recruiter, &page(ana, &connection), &form("k", "refresh", "Typed")).await;
    assert!(fresh.body.contains("value=\"Typed\"") && !fresh.body.contains("Exactly this is sent"));
    let list = hub.get(&hub.recruiter, "/handoffs").await;
    assert!(list.body.contains("Nothing here"));
}

#[tokio::test]
async fn only_who_may_send_sees_the_form_and_only_for_the_hired() {
    let hub = Connected::new().await;
    let connection = hub.connect().await;
    let (ana, ben) = (hub.hired("Ana").await, hub.person("Ben", StageKind::Offer).await);
    assert_eq!(hub.get(&hub.manager, &page(ana, &connection)).await.status, StatusCode::FORBIDDEN);
    let early = hub.get(&hub.recruiter, &page(ben, &connection)).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.body.contains("not in a hired stage"));
    hub.post(&hub.administrator, &format!("/settings/integrations/{connection}/disable"), "").await;
    let off = hub.get(&hub.recruiter, &page(ana, &connection)).await;
    assert!(off.body.contains("is disabled"), "{}", off.body);
}

#[tokio::test]
async fn several_at_once_have_a_page_of_progress() {
    let hub = Connected::new().await;
    let connection = hub.connect().await;
    let (ana, ben) = (hub.hired("Ana").await, hub.person("Ben", StageKind::Offer).await);
    let asked = hub.post(&hub.recruiter, "/handoffs/bulk", &format!("id={ana}&id={ben}")).await;
    let key = asked.hidden("key");
    let form = format!("key={key}&id={ana}&id={ben}&connection={connection}");
    let sent = hub.post(&hub.recruiter, "/handoffs/bulk/send", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(sent.location.starts_with("/handoffs?batch="));
    hub.work().await;
    let progress = hub.get(&hub.recruiter, &sent.location).await;
    assert!(progress.body.contains("<strong>1 of 1</strong>"), "{}", progress.body);
    assert_eq!((hub.employees("ana@example.org"), hub.employees("ben@example.org")), (1, 0));
}

#[tokio::test]
async fn someone_who_works_there_is_asked_about_on_the_page() {
    let hub = Connected::new().await;
    let connection = hub.connect().await;
    let (ana, twin) = (hub.hired("Ana").await, hub.hired("Ana").await);
    for (who, key) in [(ana, "k1"), (twin, "k2")] {
        hub.post(&hub.recruiter, &page(who, &connection), &form(key, "send", "Example")).await;
        hub.work().await;
    }
    let cards = hub.get(&hub.recruiter, "/attention").await;
    assert!(cards.body.contains("another candidate") && cards.body.contains(">Decide<"), "{}", cards.body);
    let id = cards.body.split("/handoffs/").nth(1).unwrap().split('"').next().unwrap();
    let asked = hub.get(&hub.recruiter, &format!("/handoffs/{id}")).await;
    assert!(asked.body.contains("Is it the same person?"));
    let none = hub.post(&hub.recruiter, &format!("/handoffs/{id}/decide"), "").await;
    assert_eq!(none.status, StatusCode::SEE_OTHER);
    hub.post(&hub.recruiter, &format!("/handoffs/{id}/cancel"), "").await;
    let after = hub.get(&hub.recruiter, "/attention").await;
    assert!(after.body.contains("Nothing waits"));
    assert_eq!(hub.employees("ana@example.org"), 1);
}

#[tokio::test]
async fn a_missing_field_of_the_rule_is_filled_in_on_the_correction_page() {
    let hub = Connected::new().await;
    let connection = hub.connect().await;
    let fields = format!("/settings/integrations/{connection}/fields");
    hub.get(&hub.administrator, &fields).await;
    hub.post(&hub.administrator, &fields, "when_hired=true&required%3Agender=true").await;
    hub.hired("Ana").await;
    let cards = hub.get(&hub.recruiter, "/attention").await;
    assert!(cards.body.contains("Gender"), "{}", cards.body);
    let id = cards.body.split("/handoffs/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let edit = format!("/handoffs/{id}/edit");
    let shown = hub.get(&hub.recruiter, &edit).await;
    assert!(
        shown.body.contains("id=\"f.gender-error\"") && shown.body.contains("Required by your administrator")
    );
    let refused = hub.post(&hub.recruiter, &edit, &form("", "send", "Example")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let filled = format!("{}&f.gender=Female", form("", "send", "Example"));
    let sent = hub.post(&hub.recruiter, &edit, &filled).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    hub.work().await;
    assert_eq!(hub.employees("ana@example.org"), 1);
}

#[tokio::test]
async fn the_api_sends_through_the_same_door() {
    let hub = Connected::new().await;
    let (connection, ana) = (hub.connect().await, hub.hired("Ana").await);
    let (_, key) = api_key::create(&hub.app, &hub.administrator.actor, "test").await.unwrap();
    let call = |method: &str, path: &str, idempotency: Option<&str>, body: Value| {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", key.expose_secret()))
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(idempotency) = idempotency {
            request = request.header("idempotency-key", idempotency);
        }
        request.body(Body::from(body.to_string())).unwrap()
    };
    let new = json!({"candidate": ana, "connection": connection});
    let keyless = hub.send(call("POST", "/api/v1/handoffs", None, new.clone())).await;
    assert_eq!(keyless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let one = hub.send(call("POST", "/api/v1/handoffs", Some("a"), new.clone())).await;
    assert_eq!(one.status, StatusCode::ACCEPTED, "{}", one.body);
    let two = hub.send(call("POST", "/api/v1/handoffs", Some("a"), new.clone())).await;
    assert_eq!(one.location, two.location);
    let other = hub.send(call("POST", "/api/v1/handoffs", Some("b"), new)).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(serde_json::from_str::<Value>(&other.body).unwrap()["type"], "conflict");
    hub.work().await;
    let shown = hub.send(call("GET", &one.location, None, Value::Null)).await;
    let body: Value = serde_json::from_str(&shown.body).unwrap();
    assert_eq!(body["state"], "delivered", "{body}");
    assert_eq!(hub.employees("ana@example.org"), 1);
}
