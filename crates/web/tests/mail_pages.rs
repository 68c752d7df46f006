//! Settings > Mail and the mailbox.

use crate::stage::{Stage, stage};
use axum::http::StatusCode;
use model::access::Role;

const SERVER: &str = "host=127.0.0.1&port=2525&security=none&user=gangway&password=of+the+post&from_address=jobs%40example.com&from_name=Acme";

async fn first_letter(stage: &Stage) -> String {
    let page = stage.get(Role::Administrator, "/settings/mailbox").await;
    let (_, rest) = page.body.split_once("href=\"/settings/mailbox/").expect("a letter");
    format!("/settings/mailbox/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn an_invitation_waits_in_the_mailbox_with_a_link_that_works() {
    let stage = stage().await;
    stage.post(Role::Administrator, "/settings/users/invite", "email=new%40example.com&role=recruiter").await;
    let page = stage.get(Role::Administrator, "/settings/mailbox").await;
    assert!(page.body.contains("These letters reached nobody") && page.body.contains("new@example.com"));
    let letter = stage.get(Role::Administrator, &first_letter(&stage).await).await;
    let (_, rest) = letter.body.split_once("href=\"http://127.0.0.1:7300/invite/").expect("a link to click");
    let link = format!("/invite/{}", rest.split('"').next().unwrap());
    let answer = stage.ask(None, axum::http::Method::GET, &link, None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!letter.body.contains("Send now"), "there is no server to send it by");
    assert_eq!(stage.get(Role::Recruiter, "/settings/mailbox").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_server_is_kept_and_its_password_is_never_shown() {
    let stage = stage().await;
    let wrong = SERVER.replace("port=2525", "port=many");
    let page = stage.post(Role::Administrator, "/settings/mail", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("id=\"port-error\"") && page.body.contains("value=\"jobs@example.com\""));
    assert!(!page.body.contains("of the post"));
    let answer = stage.post(Role::Administrator, "/settings/mail", SERVER).await;
    assert_eq!(answer.location(), "/settings/mail");
    let page = stage.get(Role::Administrator, "/settings/mail").await;
    assert!(page.body.contains("One is kept") && !page.body.contains("of the post"));
    assert!(page.body.contains("--public-address"), "nobody told where people reach it");
    // Nobody listens there, which the page says in words.
    let tried = stage.post(Role::Administrator, "/settings/mail/try", "").await;
    assert_eq!(tried.location(), "/settings/mail");
    let page = stage.get(Role::Administrator, "/settings/mail").await;
    assert!(page.body.contains("127.0.0.1 on port 2525 can&#39;t be reached"), "{}", page.body);
    stage.post(Role::Administrator, "/settings/mail/forget", "").await;
    assert!(stage.get(Role::Administrator, "/settings/mail").await.body.contains("No letter leaves Gangway"));
}
