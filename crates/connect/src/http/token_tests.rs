//! Tokens as calls use them: asked for once, renewed before their end by one, and once more where one is refused.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::{any, post},
};
use http::{HeaderMap, StatusCode};
use model::workspace::WorkspaceKind;
use serde_json::{Value, json};

use super::{tests::manifest, *};
use crate::{
    clock::HeldClock,
    hosts::Sandboxes,
    token::{Exchange, MemoryShelf, Token, TokenShelf},
};

/// A vendor that numbers its tokens and accepts the newest one alone.
#[derive(Clone, Default)]
struct Vendor {
    given: Arc<AtomicU32>,
    asked: Arc<AtomicU32>,
    is_down: Arc<AtomicU32>,
}

async fn give(State(vendor): State<Vendor>, headers: HeaderMap, form: String) -> Response {
    if vendor.is_down.load(SeqCst) > 0 {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    assert_eq!(headers["authorization"], "Basic bWU6b3BlbiBzZXNhbWU=");
    assert_eq!(form, "grant_type=client_credentials&sub=17");
    let number = vendor.given.fetch_add(1, SeqCst) + 1;
    // Long enough for others to come meanwhile.
    tokio::time::sleep(Duration::from_millis(50)).await;
    axum::Json(json!({"access_token": format!("token-{number}"), "expires_in": 3600})).into_response()
}

async fn answer(State(vendor): State<Vendor>, request: Request) -> StatusCode {
    vendor.asked.fetch_add(1, SeqCst);
    let newest = format!("Bearer token-{}", vendor.given.load(SeqCst));
    if request.headers()["authorization"] == newest.as_str() {
        StatusCode::OK
    } else {
        StatusCode::UNAUTHORIZED
    }
}

fn read(reply: &Reply, now: Timestamp) -> Result<Token> {
    let answer: Value = reply.json()?;
    let secret = answer["access_token"].as_str().unwrap().into();
    Ok(Token { secret, expires_at: now + Duration::from_secs(answer["expires_in"].as_u64().unwrap()) })
}

async fn bound(vendor: &Vendor, clock: &Arc<HeldClock>, shelf: &Arc<MemoryShelf>) -> BoundHttp {
    let router = Router::new().route("/token", post(give)).fallback(any(answer)).with_state(vendor.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let sandboxes = Sandboxes(BTreeMap::from([("tinker".into(), base.parse().unwrap())]));
    let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &BTreeMap::new(), &sandboxes).unwrap();
    let form = vec![("grant_type".into(), "client_credentials".into()), ("sub".into(), "17".into())];
    let call = Call { effect: Effect::Read, ..Call::post("get a token", "/token", Body::Form(form)) };
    let proof = Auth::Basic("me".into(), "open sesame".into(), vec![]);
    let auth = Auth::Token(Arc::new(Exchange { call: call.on("auth.tinker.example"), proof, read }));
    let shelf: Arc<dyn TokenShelf> = shelf.clone();
    let lane = Arc::new(Lane::shelved(8, None, shelf));
    Http::new(None).unwrap().bind(reach, auth, manifest(), clock.clone(), lane)
}

fn clock() -> Arc<HeldClock> {
    Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()))
}

#[tokio::test]
async fn many_calls_of_two_processes_ask_for_one_token_and_renew_it_before_its_end() {
    let (vendor, clock, shelf) = (Vendor::default(), clock(), Arc::default());
    let (one, two) = (bound(&vendor, &clock, &shelf).await, bound(&vendor, &clock, &shelf).await);
    let all = async || {
        let calls = [&one, &two, &one, &two].map(|http| http.send(Call::get("try", "/a")));
        for reply in futures::future::join_all(calls).await {
            assert_eq!(reply.unwrap().status, StatusCode::OK);
        }
    };
    all().await;
    all().await;
    assert_eq!(vendor.given.load(SeqCst), 1);
    clock.advance(Duration::from_secs(3600 - 60));
    one.send(Call::get("try", "/a")).await.unwrap();
    assert_eq!(vendor.given.load(SeqCst), 2, "a minute before its end");
    let shown = format!("{:?}", one.calls());
    assert!(!shown.contains("token-") && !shown.contains("sesame"), "{shown}");
    assert!(shown.contains("get a token"));
}

#[tokio::test]
async fn one_that_is_refused_before_its_time_is_renewed_once_and_the_call_made_again() {
    let (vendor, clock, shelf) = (Vendor::default(), clock(), Arc::default());
    let http = bound(&vendor, &clock, &shelf).await;
    http.send(Call::get("try", "/a")).await.unwrap();
    // The vendor takes the token back.
    vendor.given.fetch_add(1, SeqCst);
    let reply = http.send(Call::post("try", "/a", Body::Json(json!({})))).await.unwrap();
    assert_eq!((reply.status, vendor.given.load(SeqCst), vendor.asked.load(SeqCst)), (StatusCode::OK, 3, 3));
}

#[tokio::test]
async fn while_no_token_can_be_had_the_one_before_serves_to_its_end() {
    let (vendor, clock, shelf) = (Vendor::default(), clock(), Arc::default());
    let http = bound(&vendor, &clock, &shelf).await;
    http.send(Call::get("try", "/a")).await.unwrap();
    vendor.is_down.store(1, SeqCst);
    clock.advance(Duration::from_secs(3600 - 60));
    assert_eq!(http.send(Call::get("try", "/a")).await.unwrap().status, StatusCode::OK);
    clock.advance(Duration::from_secs(60));
    let error = http.send(Call::get("try", "/a")).await.unwrap_err();
    assert!(matches!(error, VendorError::Unavailable(_)), "{error}");
}

#[tokio::test]
async fn a_stand_ins_limit_is_kept_without_a_refusal() {
    let clock = clock();
    let limit = crate::pace::Limit { calls: 2, window: Duration::from_secs(10) };
    let router = Router::new().fallback(any(async || StatusCode::OK));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let sandboxes = Sandboxes(BTreeMap::from([("tinker".into(), base.parse().unwrap())]));
    let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &BTreeMap::new(), &sandboxes).unwrap();
    let lane = Arc::new(Lane::new(8, Some(limit)));
    let http = Http::new(None).unwrap().bind(reach, Auth::None, manifest(), clock.clone(), lane);
    let began = clock.now();
    for _ in 0..5 {
        http.send(Call::get("try", "/a")).await.unwrap();
    }
    assert_eq!(clock.now().duration_since(began).as_secs(), 20, "two, two and one");
}

#[tokio::test]
async fn a_call_that_is_broken_off_gives_its_place_back() {
    let clock = clock();
    let limit = crate::pace::Limit { calls: 1, window: Duration::from_secs(10) };
    let router = Router::new()
        .route("/slow", any(async || tokio::time::sleep(Duration::from_secs(600)).await))
        .fallback(any(async || StatusCode::OK));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let sandboxes = Sandboxes(BTreeMap::from([("tinker".into(), base.parse().unwrap())]));
    let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &BTreeMap::new(), &sandboxes).unwrap();
    let lane = Arc::new(Lane::new(8, Some(limit)));
    let http = Http::new(None).unwrap().bind(reach, Auth::None, manifest(), clock, lane);
    let slow = tokio::time::timeout(Duration::from_millis(200), http.send(Call::get("try", "/slow"))).await;
    assert!(slow.is_err(), "it was broken off");
    let next = tokio::time::timeout(Duration::from_secs(5), http.send(Call::get("try", "/a"))).await;
    assert_eq!(next.expect("the place is free again").unwrap().status, StatusCode::OK);
}
