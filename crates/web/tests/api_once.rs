//! A write with an `Idempotency-Key` is done once and answered as it was.

use axum::http::{Method, StatusCode};
use model::access::Role;
use serde_json::json;

use crate::{calling::program, screened::house};

#[tokio::test]
async fn the_same_write_again_is_answered_as_it_was_and_done_once() {
    let house = house().await;
    let program = program(&house.stage, Role::Recruiter, "candidate:read candidate:write").await;
    let mira = json!({"first_name": "Mira"});
    let first = program.write(Method::POST, "/candidates", mira.clone(), "one").await;
    let again = program.write(Method::POST, "/candidates", mira.clone(), "one").await;
    assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
    assert_eq!(again.headers["location"], first.headers["location"]);
    assert_eq!(
        (again.headers["idempotent-replayed"].to_str().unwrap(), first.headers.get("idempotent-replayed")),
        ("true", None)
    );
    assert_eq!(program.get("/candidates").await.body["items"].as_array().unwrap().len(), 1);

    let other = program.write(Method::POST, "/candidates", json!({"first_name": "Bo"}), "one").await;
    assert_eq!((other.status.as_u16(), &other.body["errors"][0]["field"]), (422, &json!("Idempotency-Key")));
    for headers in [vec![], vec![("idempotency-key", " ")]] {
        let refused = program.call(Method::POST, "/candidates", Some(mira.clone()), &headers).await;
        assert_eq!(refused.body["errors"][0]["field"], "Idempotency-Key", "{}", refused.body);
    }
    assert_eq!(program.get("/candidates").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_refused_may_be_put_right_under_the_same_key() {
    let house = house().await;
    let program = program(&house.stage, Role::Recruiter, "candidate:write").await;
    let refused = program.write(Method::POST, "/candidates", json!({"email": "nowhere"}), "one").await;
    assert_eq!(refused.status.as_u16(), 422);
    let made = program.write(Method::POST, "/candidates", json!({"first_name": "Mira"}), "one").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
}

#[tokio::test]
async fn keys_of_different_programs_do_not_meet() {
    let house = house().await;
    let one = program(&house.stage, Role::Recruiter, "candidate:write").await;
    let two = program(&house.stage, Role::Recruiter, "candidate:read candidate:write").await;
    let mira = json!({"first_name": "Mira"});
    let first = one.write(Method::POST, "/candidates", mira.clone(), "same").await;
    let second = two.write(Method::POST, "/candidates", mira, "same").await;
    assert_ne!(first.body["id"], second.body["id"]);
}

#[tokio::test]
async fn of_many_at_the_same_moment_one_is_done() {
    let house = house().await;
    let program = program(&house.stage, Role::Recruiter, "candidate:read candidate:write").await;
    let write = || program.write(Method::POST, "/candidates", json!({"first_name": "Mira"}), "one");
    let all = futures::future::join_all((0..8).map(|_| write())).await;
    for told in &all {
        assert!(matches!(told.status.as_u16(), 201 | 409), "{} {}", told.status, told.body);
    }
    assert!(all.iter().any(|told| told.status == StatusCode::CREATED));
    assert_eq!(program.get("/candidates").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_erased_persons_record_is_not_told_again() {
    let house = house().await;
    let boss = program(&house.stage, Role::Administrator, "candidate:read candidate:write").await;
    let mira = json!({"first_name": "Mira", "last_name": "Oduya"});
    let made = boss.write(Method::POST, "/candidates", mira.clone(), "one").await;
    let path = format!("/candidates/{}/erase", made.body["id"].as_str().unwrap());
    let erased = house.stage.post(Role::Administrator, &path, "sure=yes").await;
    assert!(erased.status.is_redirection(), "{} {}", erased.status, erased.body);
    let again = boss.write(Method::POST, "/candidates", mira, "one").await;
    assert_eq!((again.status.as_u16(), &again.body["type"]), (409, &json!("answer_erased")));
    assert!(boss.get("/candidates").await.body["items"].as_array().unwrap().is_empty());
}
