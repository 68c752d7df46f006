//! API keys: made with a table of permissions, shown once, within their limits, revoked.

use crate::stage::{Answer, Stage, stage};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use engine::people::api_key::{NewKey, make};
use model::{
    access::Role,
    permission::{Permission, Permissions},
};
use secrecy::ExposeSecret;
use web::{
    access::{Access, Route},
    router::routes,
};

const PAGE: &str = "/account/api-keys";

async fn with_key(stage: &Stage, method: Method, path: &str, key: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "hub.test")
        .header(header::AUTHORIZATION, format!("Bearer {key}"));
    stage.send(request.body(Body::empty()).unwrap()).await
}

async fn seen(stage: &Stage, path: &str, key: &str) -> StatusCode {
    with_key(stage, Method::GET, path, key).await.status
}

fn key_of(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("gw_").expect("the key is shown");
    format!("gw_{}", rest.split('<').next().unwrap())
}

#[tokio::test]
async fn a_key_is_shown_once_acts_as_its_user_and_stops_when_revoked() {
    let stage = stage().await;
    let made = stage.post(Role::Recruiter, PAGE, "key_name=Careers+page&reach=all").await;
    assert_eq!(made.status, StatusCode::OK);
    let key = key_of(&made);
    let page = stage.get(Role::Recruiter, PAGE).await;
    assert!(page.body.contains("Careers page") && !page.body.contains(&key));
    assert!(page.body.contains("never used") && page.body.contains("All that its user may do"));
    assert_eq!(seen(&stage, "/account", &key).await, StatusCode::OK);
    assert_eq!(seen(&stage, "/settings/users", &key).await, StatusCode::FORBIDDEN);
    assert!(!stage.get(Role::Recruiter, PAGE).await.body.contains("never used"));

    let (_, rest) = page.body.split_once("/account/api-keys/").unwrap();
    let revoke = format!("/account/api-keys/{}", rest.split('"').next().unwrap());
    assert_eq!(
        stage.post(Role::HiringManager, &revoke, "").await.status,
        StatusCode::NOT_FOUND,
        "not theirs"
    );
    assert_eq!(stage.post(Role::Recruiter, &revoke, "").await.location(), PAGE);
    let gone = with_key(&stage, Method::GET, "/account", &key).await;
    assert!(gone.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn an_administrator_sees_the_keys_of_others_and_nobody_else_does() {
    let stage = stage().await;
    stage.post(Role::Recruiter, PAGE, "key_name=Nightly+sheet&reach=all").await;
    let page = stage.get(Role::Administrator, PAGE).await;
    assert!(page.body.contains("Keys of others") && page.body.contains("Nightly sheet"));
    assert!(!stage.get(Role::HiringManager, PAGE).await.body.contains("Nightly sheet"));
}

#[tokio::test]
async fn the_ticked_permissions_are_kept_and_a_mistake_comes_back_as_it_was_typed() {
    let stage = stage().await;
    let form = "key_name=&reach=some&permission=job%3Aread&permission=comment%3Awrite&days=30&addresses=home";
    let refused = stage.post(Role::Recruiter, PAGE, form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(r#"id="key_name-error""#) && refused.body.contains("“home” is no network"));
    assert!(refused.body.contains(r#"value="job:read" aria-label="Job: read" checked"#), "{}", refused.body);
    let none = stage.post(Role::Recruiter, PAGE, "key_name=Nothing&reach=some").await;
    assert!(none.body.contains("Tick at least one permission."));

    let form = "key_name=Scorer&reach=some&permission=job%3Aread&permission=comment%3Awrite&days=30";
    let made = stage.post(Role::Recruiter, PAGE, form).await;
    assert_eq!(made.status, StatusCode::OK);
    let page = stage.get(Role::Recruiter, PAGE).await;
    assert!(page.body.contains("Job: read; Comment: write") && page.body.contains("works until"));
}

#[tokio::test]
async fn a_key_makes_no_key_and_revokes_none() {
    let stage = stage().await;
    let made = stage.post(Role::Recruiter, PAGE, "key_name=One&reach=all").await;
    let key = key_of(&made);
    let request = Request::post(PAGE)
        .header(header::HOST, "hub.test")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = stage.send(request.body(Body::from("key_name=Two")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let revoke = format!("{PAGE}/01a21013-0000-7000-8000-000000000000/revoke");
    assert_eq!(with_key(&stage, Method::POST, &revoke, &key).await.status, StatusCode::FORBIDDEN);
}

/// A path with something in the place of each name: no record has this id, so nothing is changed.
fn filled(route: &Route) -> String {
    let part = |part| if str::starts_with(part, "{") { "01a21013-0000-7000-8000-000000000000" } else { part };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn limited(stage: &Stage, permissions: Permissions) -> String {
    let new = NewKey { name: "Limited".into(), permissions: Some(permissions), ..NewKey::default() };
    let made = make(&stage.app, stage.actor(Role::Administrator), &new).await.unwrap();
    made.token.expose_secret().to_owned()
}

#[tokio::test]
async fn a_key_with_one_permission_reaches_the_routes_of_that_permission_and_no_other() {
    let stage = stage().await;
    for permission in Permission::all() {
        let key = limited(&stage, [permission].into_iter().collect()).await;
        for route in routes().into_iter().filter(|route| route.path.starts_with("/api/")) {
            let answer = with_key(&stage, route.method.clone(), &filled(&route), &key).await;
            let admitted = match route.access {
                Access::Public | Access::Proven => true,
                Access::Api(_, needed) => needed == permission,
                Access::SignedIn | Access::May(_) => false,
            };
            let turned_away = answer.status == StatusCode::FORBIDDEN;
            let (method, path, word) = (&route.method, route.path, permission.word());
            assert_eq!(turned_away, !admitted, "{method} {path} with {word}: {}", answer.status);
            assert!(!answer.status.is_server_error(), "{method} {path} with {word}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn a_limited_key_opens_no_page_whatever_is_ticked() {
    let stage = stage().await;
    let key = limited(&stage, Permission::all().collect()).await;
    for route in routes().into_iter().filter(|route| !route.path.starts_with("/api/")) {
        let open = matches!(route.access, Access::Public | Access::Proven);
        let answer = with_key(&stage, route.method.clone(), &filled(&route), &key).await;
        assert_eq!(answer.status == StatusCode::FORBIDDEN && !open, !open, "{} {}", route.method, route.path);
    }
}
