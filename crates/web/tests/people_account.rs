//! One's own account: name, password, API keys.

use crate::stage::{Answer, PASSWORD, Stage, stage};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use model::access::Role;

async fn with_key(stage: &Stage, path: &str, key: &str) -> Answer {
    let request = Request::get(path)
        .header(header::HOST, "hub.test")
        .header(header::AUTHORIZATION, format!("Bearer {key}"));
    stage.send(request.body(Body::empty()).unwrap()).await
}

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

#[tokio::test]
async fn a_key_is_shown_once_acts_as_its_user_and_stops_when_revoked() {
    let stage = stage().await;
    let made = stage.post(Role::Recruiter, "/account/api-keys", "key_name=Careers+page").await;
    assert_eq!(made.status, StatusCode::OK);
    let (_, rest) = made.body.split_once("gw_").expect("the key is shown");
    let key = format!("gw_{}", rest.split('<').next().unwrap());
    let page = stage.get(Role::Recruiter, "/account").await;
    assert!(page.body.contains("Careers page") && !page.body.contains(&key));
    assert!(page.body.contains("never used"));
    assert_eq!(with_key(&stage, "/account", &key).await.status, StatusCode::OK);
    assert_eq!(with_key(&stage, "/settings/users", &key).await.status, StatusCode::FORBIDDEN);
    assert!(!stage.get(Role::Recruiter, "/account").await.body.contains("never used"));

    let (_, rest) = page.body.split_once("/account/api-keys/").unwrap();
    let revoke = format!("/account/api-keys/{}", rest.split('"').next().unwrap());
    assert_eq!(
        stage.post(Role::Administrator, &revoke, "").await.status,
        StatusCode::NOT_FOUND,
        "not theirs"
    );
    assert_eq!(stage.post(Role::Recruiter, &revoke, "").await.location(), "/account");
    assert!(with_key(&stage, "/account", &key).await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_key_makes_no_key() {
    let stage = stage().await;
    let made = stage.post(Role::Recruiter, "/account/api-keys", "key_name=One").await;
    let key = format!("gw_{}", made.body.split_once("gw_").unwrap().1.split('<').next().unwrap());
    let request = Request::post("/account/api-keys")
        .header(header::HOST, "hub.test")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = stage.send(request.body(Body::from("key_name=Two")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
