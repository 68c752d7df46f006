//! One's own account: name, password.

use crate::stage::{PASSWORD, stage};
use axum::http::StatusCode;
use model::access::Role;

#[tokio::test]
async fn a_name_is_changed_and_an_empty_one_is_refused_at_its_field() {
    let stage = stage().await;
    assert_eq!(stage.post(Role::Employee, "/account/name", "name=Noa+Lind").await.location(), "/account");
    assert!(stage.get(Role::Employee, "/account").await.body.contains(r#"value="Noa Lind""#));
    let refused = stage.post(Role::Employee, "/account/name", "name=++").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(r#"id="name-error""#) && refused.body.contains("Enter your name."));
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_the_current_one() {
    let stage = stage().await;
    let wrong = "current=wrong&new=eleven+loud+herons";
    let refused = stage.post(Role::Recruiter, "/account/password", wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(r#"id="current-error""#), "{}", refused.body);
    assert!(!refused.body.contains("herons"), "no password is sent back");
    let weak = format!("current={PASSWORD}&new=short");
    let refused = stage.post(Role::Recruiter, "/account/password", &weak).await;
    assert!(refused.body.contains(r#"id="new-error""#));
    let good = format!("current={PASSWORD}&new=eleven+loud+herons");
    assert_eq!(stage.post(Role::Recruiter, "/account/password", &good).await.location(), "/account");
    assert_eq!(stage.get(Role::Recruiter, "/account").await.status, StatusCode::OK, "this session goes on");
}
