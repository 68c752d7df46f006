//! What the server's own parts refuse is said on a page, and to a caller of the API as a problem.

use crate::stage::stage;
use axum::http::{Method, StatusCode, header};
use model::access::Role;

const MADE_FOR_PROGRAMS: [&str; 3] = ["Invalid URL", "deserialize", "UUID"];

#[tokio::test]
async fn a_wrong_address_leads_to_a_page_and_never_to_the_words_of_a_parser() {
    let stage = stage().await;
    for path in ["/candidates/banana", "/jobs/x/board", "/no/such/page"] {
        let answer = stage.get(Role::Administrator, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("There is no such page"), "{path}: {}", answer.body);
        assert!(
            MADE_FOR_PROGRAMS.iter().all(|words| !answer.body.contains(words)),
            "{path}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn a_form_without_its_fields_is_refused_with_what_was_kept() {
    let stage = stage().await;
    let path = "/candidates/01a21013-0000-7000-8000-000000000000/comments";
    let answer = stage.post(Role::Administrator, path, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("nothing was changed"), "{}", answer.body);
    assert!(MADE_FOR_PROGRAMS.iter().all(|words| !answer.body.contains(words)), "{}", answer.body);
}

#[tokio::test]
async fn the_api_answers_a_wrong_address_with_a_problem() {
    let stage = stage().await;
    for path in ["/api/v1/handoffs/banana", "/api/v1/nothing"] {
        let answer = stage.get(Role::Administrator, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
    }
    let wrong_method = stage.ask(Some(Role::Administrator), Method::PUT, "/api/v1/handoffs", Some("")).await;
    assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong_method.headers[header::ALLOW], "POST");
    assert_eq!(wrong_method.headers[header::CONTENT_TYPE], "application/problem+json");
}
