//! Signing in and out: the cookie, the throttle, where one lands.

use std::time::Duration;

use crate::stage::{Answer, PASSWORD, Stage, stage};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use model::access::Role;
use web::{Web, router::router};

fn form(email: &str, password: &str, return_to: &str) -> String {
    format!("email={email}&password={password}&return_to={return_to}")
}

async fn sign_in(stage: &Stage, form: &str, cookie: Option<&str>) -> Answer {
    let mut request = Request::post("/sign-in")
        .header(header::HOST, "hub.test")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    stage.send(request.body(Body::from(form.to_owned())).unwrap()).await
}

async fn as_cookie(stage: &Stage, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(header::HOST, "hub.test").header(header::COOKIE, cookie);
    stage.send(request.body(Body::empty()).unwrap()).await
}

fn set_cookie<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let all = answer.headers.get_all(header::SET_COOKIE).iter();
    all.filter_map(|value| value.to_str().ok()).find(|value| value.starts_with(&format!("{name}=")))
}

fn pair(set_cookie: &str) -> &str {
    set_cookie.split(';').next().unwrap()
}

#[tokio::test]
async fn one_lands_where_one_wanted_to_go_with_a_guarded_cookie() {
    let stage = stage().await;
    let turned = stage.ask(None, Method::GET, "/settings/audit?q=key", None).await;
    assert_eq!(turned.location(), "/sign-in?return_to=%2Fsettings%2Faudit%3Fq%3Dkey");
    let page = stage.ask(None, Method::GET, turned.location(), None).await;
    assert!(page.body.contains(r#"name="return_to" value="/settings/audit?q=key""#), "{}", page.body);

    let form = form("administrator%40example.com", PASSWORD, "%2Fsettings%2Faudit%3Fq%3Dkey");
    let answer = sign_in(&stage, &form, None).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/settings/audit?q=key"));
    let cookie = set_cookie(&answer, "gangway").unwrap();
    for guard in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(guard), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "over http a browser would not send it back: {cookie}");
    assert_eq!(as_cookie(&stage, "/account", pair(cookie)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let mut stage = stage().await;
    stage.router =
        router(Web { app: stage.app.clone(), https: true, metrics: std::sync::Arc::new(String::new) });
    let answer = sign_in(&stage, &form("recruiter%40example.com", PASSWORD, "/"), None).await;
    let cookie = set_cookie(&answer, "__Host-gangway").unwrap().to_owned();
    assert!(cookie.contains("Secure") && cookie.contains("Path=/") && !cookie.contains("Domain"), "{cookie}");
    assert_eq!(as_cookie(&stage, "/account", pair(&cookie)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_wrong_password_keeps_the_address_and_the_way_back() {
    let stage = stage().await;
    let answer = sign_in(&stage, &form("recruiter%40example.com", "wrong", "%2Fjobs%2F7"), None).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(r#"value="recruiter@example.com""#));
    assert!(answer.body.contains(r#"value="/jobs/7""#));
    assert!(answer.body.contains(r#"id="password-error""#), "{}", answer.body);
    assert!(!answer.body.contains("wrong\""), "the password is not sent back");
    assert!(set_cookie(&answer, "gangway").is_none());
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let stage = stage().await;
    for away in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let answer = sign_in(&stage, &form("recruiter%40example.com", PASSWORD, away), None).await;
        assert_eq!(answer.location(), "/", "{away}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_wait_is_told() {
    let stage = stage().await;
    let wrong = form("recruiter%40example.com", "wrong", "/");
    for _ in 0..5 {
        assert_eq!(sign_in(&stage, &wrong, None).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = form("recruiter%40example.com", PASSWORD, "/");
    let waits = sign_in(&stage, &right, None).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(waits.body.contains("Try again in 15 seconds"), "{}", waits.body);
    stage.clock.advance(Duration::from_secs(16));
    assert_eq!(sign_in(&stage, &right, None).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_in_changes_the_token_and_ends_the_session_before() {
    let stage = stage().await;
    let planted = "gangway=planted-by-somebody-else";
    let right = form("recruiter%40example.com", PASSWORD, "/");
    let first = sign_in(&stage, &right, Some(planted)).await;
    let first = pair(set_cookie(&first, "gangway").unwrap()).to_owned();
    assert_ne!(first, planted);
    assert_eq!(as_cookie(&stage, "/account", planted).await.status, StatusCode::SEE_OTHER);

    let second = sign_in(&stage, &right, Some(&first)).await;
    let second = pair(set_cookie(&second, "gangway").unwrap()).to_owned();
    assert_ne!(second, first);
    assert_eq!(
        as_cookie(&stage, "/account", &first).await.status,
        StatusCode::SEE_OTHER,
        "the old one ended"
    );
    assert_eq!(as_cookie(&stage, "/account", &second).await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let stage = stage().await;
    let answer = stage.post(Role::Recruiter, "/sign-out", "").await;
    assert_eq!(answer.location(), "/sign-in");
    let cookie = set_cookie(&answer, "gangway").unwrap();
    assert!(cookie.starts_with("gangway=;") && cookie.contains("Max-Age=0"), "{cookie}");
    assert!(stage.get(Role::Recruiter, "/account").await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_session_that_ran_out_asks_again_and_keeps_the_way_back() {
    let stage = stage().await;
    assert_eq!(stage.get(Role::Recruiter, "/account").await.status, StatusCode::OK);
    stage.clock.advance(Duration::from_secs(14 * 24 * 3600 + 1));
    let answer = stage.get(Role::Recruiter, "/account?from=mail").await;
    assert_eq!(answer.location(), "/sign-in?return_to=%2Faccount%3Ffrom%3Dmail");
}

#[tokio::test]
async fn who_is_signed_in_is_led_on_from_the_sign_in_page() {
    let stage = stage().await;
    let answer = stage.get(Role::Recruiter, "/sign-in?return_to=%2Faccount").await;
    assert_eq!(answer.location(), "/account");
}

#[tokio::test]
async fn signing_out_everywhere_kills_the_other_sessions_only() {
    let stage = stage().await;
    let other = sign_in(&stage, &form("recruiter%40example.com", PASSWORD, "/"), None).await;
    let other = pair(set_cookie(&other, "gangway").unwrap()).to_owned();
    let page = stage.get(Role::Recruiter, "/account").await;
    assert!(page.body.contains("Sign out everywhere else"), "{}", page.body);
    assert_eq!(as_cookie(&stage, "/account", &other).await.status, StatusCode::OK);

    let answer = stage.post(Role::Recruiter, "/account/sign-out-everywhere", "").await;
    assert_eq!(answer.location(), "/account");
    assert!(as_cookie(&stage, "/account", &other).await.location().starts_with("/sign-in"));
    assert_eq!(stage.get(Role::Recruiter, "/account").await.status, StatusCode::OK);
    assert_eq!(stage.get(Role::Administrator, "/account").await.status, StatusCode::OK, "nobody else's");
}
