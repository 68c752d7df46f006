//! Settings: users and the audit log.

use crate::stage::{Stage, stage};
use axum::http::StatusCode;
use model::access::Role;

fn of(stage: &Stage, role: Role, what: &str) -> String {
    format!("/settings/users/{}/{what}", stage.actor(role).user.unwrap())
}

#[tokio::test]
async fn a_role_given_counts_with_the_next_click() {
    let stage = stage().await;
    assert_eq!(stage.get(Role::Recruiter, "/settings/users").await.status, StatusCode::FORBIDDEN);
    let path = of(&stage, Role::Recruiter, "role");
    stage.post(Role::Administrator, &path, "role=administrator").await;
    assert_eq!(stage.get(Role::Recruiter, "/settings/users").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_last_administrator_can_not_be_taken_away() {
    let stage = stage().await;
    let path = of(&stage, Role::Administrator, "role");
    let answer = stage.post(Role::Administrator, &path, "role=employee").await;
    assert_eq!(answer.location(), "/settings/users");
    assert!(answer.headers.contains_key("set-cookie"), "the page says why");
    assert_eq!(stage.get(Role::Administrator, "/settings/users").await.status, StatusCode::OK);
    let path = of(&stage, Role::Administrator, "disable");
    stage.post(Role::Administrator, &path, "").await;
    assert_eq!(stage.get(Role::Administrator, "/settings/users").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_disabled_user_is_signed_out_and_shown_as_disabled() {
    let stage = stage().await;
    let page = stage.get(Role::Administrator, "/settings/users").await;
    assert!(page.body.contains("data-confirm=") && !page.body.contains(">Disabled<"), "{}", page.body);
    stage.post(Role::Administrator, &of(&stage, Role::Employee, "disable"), "").await;
    assert!(stage.get(Role::Employee, "/account").await.location().starts_with("/sign-in"));
    let page = stage.get(Role::Administrator, "/settings/users").await;
    assert!(page.body.contains(">Disabled<") && page.body.contains("Let in again"));
    stage.post(Role::Administrator, &of(&stage, Role::Employee, "enable"), "").await;
    let page = stage.get(Role::Administrator, "/settings/users").await;
    assert!(!page.body.contains(">Disabled<"));
}

#[tokio::test]
async fn the_audit_log_shows_the_newest_first_and_is_filtered() {
    let stage = stage().await;
    for nth in 0..60 {
        stage.clock.advance(std::time::Duration::from_secs(1));
        stage.post(Role::Administrator, "/account/api-keys", &format!("key_name=Key+{nth}.")).await;
    }
    let first = stage.get(Role::Administrator, "/settings/audit").await;
    assert!(first.body.contains("Made the API key Key 59.") && !first.body.contains("API key Key 9."));
    let (_, rest) = first.body.split_once(r#"href="/settings/audit?q="#).expect("a way to older lines");
    let older = format!("/settings/audit?q={}", rest.split('"').next().unwrap().replace("&#38;", "&"));
    let second = stage.get(Role::Administrator, &older).await;
    assert!(second.body.contains("API key Key 9.") && !second.body.contains("API key Key 59."));

    let found = stage.get(Role::Administrator, "/settings/audit?q=KEY+42.&subject=api_key").await;
    assert!(found.body.contains("API key Key 42.") && !found.body.contains("API key Key 41."));
    let none = stage.get(Role::Administrator, "/settings/audit?q=nothing-like-it").await;
    assert!(none.body.contains("No such lines"));
    let markup = stage.get(Role::Administrator, "/settings/audit?q=%3Cscript%3Ealert(1)").await;
    assert!(!markup.body.contains("<script>alert"));
}

#[tokio::test]
async fn the_audit_log_is_proved_on_its_page() {
    let stage = stage().await;
    assert_eq!(stage.post(Role::Recruiter, "/settings/audit/prove", "").await.status, StatusCode::FORBIDDEN);
    let whole = stage.post(Role::Administrator, "/settings/audit/prove", "").await;
    assert!(whole.body.contains("The log is whole."), "{}", whole.body);
    let kept = whole.body.split("Keep this outside").nth(1).unwrap();
    let kept = kept.split("class=\"mono\">").nth(1).unwrap().split('<').next().unwrap();
    let again = format!("kept={}", kept.replace(':', "%3A"));
    let again = stage.post(Role::Administrator, "/settings/audit/prove", &again).await;
    assert!(again.body.contains("The log is whole."), "{}", again.body);
    let (position, _) = kept.split_once(':').unwrap();
    let other = format!("kept={position}%3A{}", "a".repeat(64));
    let other = stage.post(Role::Administrator, "/settings/audit/prove", &other).await;
    assert!(other.body.contains("Not proved from line"), "{}", other.body);
    let nonsense = stage.post(Role::Administrator, "/settings/audit/prove", "kept=nonsense").await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn every_answer_tells_the_name_of_its_request() {
    let stage = stage().await;
    let one = stage.get(Role::Administrator, "/jobs").await;
    let two = stage.get(Role::Administrator, "/nothing/here").await;
    let name = |answer: &crate::stage::Answer| answer.headers["x-request-id"].to_str().unwrap().to_owned();
    assert_ne!(name(&one), name(&two));
}
