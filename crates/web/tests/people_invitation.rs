//! Inviting and accepting, as two browsers do it.

use crate::stage::{Stage, stage};
use axum::http::{Method, StatusCode};
use model::access::Role;

async fn link(stage: &Stage, email: &str) -> String {
    let form = format!("email={email}&role=hiring_manager");
    let page = stage.post(Role::Administrator, "/settings/users/invite", &form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (_, rest) = page.body.split_once("http://hub.test").expect("the whole link is shown");
    rest.split('<').next().unwrap().to_owned()
}

const GOOD: &str = "name=Ben+Okafor&password=eleven+loud+herons";

#[tokio::test]
async fn an_invitation_is_used_once() {
    let stage = stage().await;
    let link = link(&stage, "ben%40example.com").await;
    let page = stage.ask(None, Method::GET, &link, None).await;
    assert!(page.body.contains("invited as hiring manager with ben@example.com"), "{}", page.body);

    let weak = stage.ask(None, Method::POST, &link, Some("name=Ben+Okafor&password=short")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.body.contains(r#"value="Ben Okafor""#) && weak.body.contains(r#"id="password-error""#));

    let joined = stage.ask(None, Method::POST, &link, Some(GOOD)).await;
    assert_eq!((joined.status, joined.location()), (StatusCode::SEE_OTHER, "/"));
    let again = stage.ask(None, Method::POST, &link, Some(GOOD)).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.body.contains("no longer open"));
    let users = stage.get(Role::Administrator, "/settings/users").await;
    assert_eq!(users.body.matches("ben@example.com").count(), 1);
}

#[tokio::test]
async fn the_link_is_shown_once_and_can_be_taken_back() {
    let stage = stage().await;
    let link = link(&stage, "ben%40example.com").await;
    let page = stage.get(Role::Administrator, "/settings/users").await;
    assert!(page.body.contains("ben@example.com") && !page.body.contains(&link));
    let (_, rest) = page.body.split_once("/settings/invitations/").unwrap();
    let revoke = format!("/settings/invitations/{}", rest.split('"').next().unwrap());
    assert_eq!(stage.post(Role::Administrator, &revoke, "").await.location(), "/settings/users");
    assert_eq!(stage.ask(None, Method::GET, &link, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_is_here_already_is_not_invited_and_what_was_typed_stays() {
    let stage = stage().await;
    let form = "email=recruiter%40example.com&role=employee";
    let page = stage.post(Role::Administrator, "/settings/users/invite", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains(r#"id="email-error""#) && page.body.contains(r#"value="recruiter@example.com""#)
    );
    assert!(page.body.contains(r#"<option value="employee" selected>"#), "{}", page.body);
}
