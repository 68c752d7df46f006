//! Every route is asked by everyone, and lets in exactly those whom the authorisation table names.

use crate::stage::{Answer, stage};
use axum::http::{Method, StatusCode};
use model::access::Role;
use web::router::routes;

/// A path with something in the place of each name: no record has this id, so nothing is changed.
fn filled(path: &str) -> String {
    let part = |part: &str| {
        if part.starts_with('{') {
            "01a21013-0000-7000-8000-000000000000".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn turned_away(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        || answer.status == StatusCode::FORBIDDEN
        || answer.location().starts_with("/sign-in?return_to=")
}

#[tokio::test]
async fn each_route_lets_in_whom_the_table_names_and_nobody_else() {
    let stage = stage().await;
    let everyone = Role::ALL.into_iter().map(Some).chain([None]);
    for who in everyone {
        for route in routes() {
            // Signing out ends the session that the other routes are asked with.
            if route.path.starts_with("/sign-out") || route.path.contains("sessions") {
                continue;
            }
            let form = (route.method == Method::POST).then_some("");
            let answer = stage.ask(who, route.method.clone(), &filled(route.path), form).await;
            let admitted = route.access.admits(who);
            assert_eq!(
                turned_away(&answer),
                !admitted,
                "{} {} as {who:?} answered {}",
                route.method,
                route.path,
                answer.status
            );
            assert!(
                answer.status != StatusCode::INTERNAL_SERVER_ERROR,
                "{} {} as {who:?} broke",
                route.method,
                route.path
            );
        }
    }
}

#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    let stage = stage().await;
    let request = axum::http::Request::post("/jobs")
        .header("host", "hub.test")
        .header("origin", "https://elsewhere.test")
        .header("sec-fetch-site", "cross-site")
        .header("cookie", stage.cookie(Role::Administrator))
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(stage.send(request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_page_says_that_only_this_server_may_be_loaded_from() {
    let stage = stage().await;
    let answer = stage.ask(None, Method::GET, "/health", None).await;
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
}
