//! The first start's link, as a browser meets it.

use std::sync::Arc;

use crate::stage::stage;
use axum::http::{Method, StatusCode, header};
use connect::{Http, clock::HeldClock, hosts::Sandboxes};
use engine::{
    App,
    app::Parts,
    dice::Dice,
    people::{password::PasswordCost, setup::one_time_link},
    screening::reading::InProcess,
};
use model::access::Role;
use secrecy::ExposeSecret;
use store::seal::Vault;
use web::{Web, router::router};

#[tokio::test]
async fn the_link_makes_an_administrator_once() {
    let mut stage = stage().await;
    let database = store::testing::fresh().await.remove(0);
    let app = Arc::new(App::new(Parts {
        db: database.db.clone(),
        clock: Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse().unwrap())),
        dice: Dice::from_seed([8; 32]),
        http: Http::new(None).unwrap(),
        connectors: vec![],
        sandboxes: Sandboxes::default(),
        vault: Vault::new(["AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]).unwrap(),
        password_cost: PasswordCost::QUICK,
        resumes: Arc::new(InProcess),
    }));
    stage.router = router(Web { app: app.clone(), https: false, metrics: Arc::new(String::new) });
    let link = format!("/setup/{}", one_time_link(&app).await.unwrap().unwrap().expose_secret());
    assert_eq!(stage.ask(None, Method::GET, &link, None).await.status, StatusCode::OK);

    let bad = "company=Fjordlys&kind=sandbox&name=Ingrid+Solbakken&email=ingrid&password=short";
    let answer = stage.ask(None, Method::POST, &link, Some(bad)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [r#"value="Fjordlys""#, r#"value="Ingrid Solbakken""#, r#"value="ingrid""#] {
        assert!(answer.body.contains(kept), "{kept} is kept: {}", answer.body);
    }
    assert!(answer.body.contains(r#"id="email-error""#) && answer.body.contains(r#"id="password-error""#));
    assert!(answer.body.contains(r#"value="sandbox" checked"#));

    let good = bad.replace("=ingrid&", "=ingrid%40example.com&").replace("=short", "=seven+quiet+otters");
    let answer = stage.ask(None, Method::POST, &link, Some(&good)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(answer.headers.contains_key(header::SET_COOKIE));
    assert_eq!(stage.ask(None, Method::GET, &link, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stage.ask(None, Method::POST, &link, Some(&good)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_made_up_link_opens_nothing() {
    let stage = stage().await;
    let answer = stage.ask(None, Method::GET, "/setup/made-up", None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("This link was used"));
    assert_eq!(stage.get(Role::Administrator, "/setup/made-up").await.status, StatusCode::NOT_FOUND);
}
