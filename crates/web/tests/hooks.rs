//! Messages of other systems come without a session, are proven, and are answered as a program expects.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use crate::stage::{Answer, Stage, stage_with};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bytes::Bytes;
use connect::{Connector, Credentials, Ctx, Manifest, Webhooks, http::Auth, webhooks};
use http::HeaderMap;
use model::{
    ConnectionId,
    access::Role,
    connection::{CheckReport, ConnectionStatus},
    remote::RecordKind,
};
use store::integrations::connection::{self, Connection};
use uuid::Uuid;

const CONNECTION: ConnectionId = ConnectionId(Uuid::from_u128(11));

const MANIFEST: &str = r#"
vendor = "caller"
name = "Caller"
kind = "ats"
summary = "Sends messages."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://caller.example.com"
hosts = ["caller.example.com"]
secret_headers = []
log_clear = []
credential = []
setup = []
webhook = [{ text = "Paste {hook} into the box." }]
permission = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// A system that signs with the word "good" and names the message in its body.
struct Caller;

#[async_trait::async_trait]
impl Connector for Caller {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _: &Ctx) -> connect::Result<CheckReport> {
        Ok(CheckReport::default())
    }

    fn webhooks(&self) -> Option<&dyn Webhooks> {
        Some(self)
    }
}

impl Webhooks for Caller {
    fn verify(&self, _: &Credentials, headers: &HeaderMap, _: &[u8]) -> Result<(), webhooks::Unproven> {
        match headers.get("signature") {
            Some(value) if value == "good" => Ok(()),
            _ => Err(webhooks::Unproven("The signature is missing or another.".into())),
        }
    }

    fn read(&self, _: &HeaderMap, body: &[u8]) -> Result<webhooks::Announcement, String> {
        let dedupe = String::from_utf8_lossy(body).into_owned();
        let about = vec![(RecordKind::Application, "7".into())];
        Ok(webhooks::Announcement { dedupe, event: "moved".into(), about })
    }
}

async fn connected() -> Stage {
    let stage = stage_with(vec![Arc::new(Caller)]).await;
    let connection = Connection {
        id: CONNECTION,
        workspace: stage.actor(Role::Administrator).workspace,
        vendor: "caller".into(),
        name: "Caller".into(),
        kind: stage.actor(Role::Administrator).kind,
        status: ConnectionStatus::Enabled,
        settings: [].into(),
        secrets: [].into(),
        last_good_at: None,
        last_problem: None,
        report: None,
        checked_at: None,
        paused_until: None,
        required: vec![],
        mapping: [].into(),
        options: Default::default(),
        created_at: stage.app.now(),
    };
    let tx = stage.app.db.begin().await.unwrap();
    connection::insert(&tx, &connection).await.unwrap();
    tx.commit().await.unwrap();
    stage
}

async fn send(stage: &Stage, signature: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(format!("/hooks/{CONNECTION}"))
        .header(header::HOST, "hub.test")
        // As another site's, which a form's post may not be.
        .header("origin", "https://caller.example.com")
        .header("sec-fetch-site", "cross-site")
        .header("signature", signature)
        .body(body.into())
        .unwrap();
    stage.send(request).await
}

#[tokio::test]
async fn a_message_is_answered_at_once_and_a_repeat_alike() {
    let stage = connected().await;
    let began = Instant::now();
    assert_eq!(send(&stage, "good", "1").await.status, StatusCode::OK);
    assert!(began.elapsed().as_millis() < 100, "{:?}", began.elapsed());
    assert_eq!(send(&stage, "good", "1").await.status, StatusCode::OK);
    assert_eq!(store::task::count(&stage.app.db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_wrong_signature_and_a_wrong_address_are_told_as_problems() {
    let stage = connected().await;
    let forged = send(&stage, "forged", "1").await;
    assert_eq!(forged.status, StatusCode::UNAUTHORIZED);
    assert_eq!(forged.headers[header::CONTENT_TYPE], "application/problem+json");
    assert!(forged.body.contains("signature is missing or another"), "{}", forged.body);
    assert!(!forged.body.contains("forged"));
    for address in ["/hooks/banana", "/hooks/01a21013-0000-7000-8000-000000000000"] {
        let lost = stage.send(Request::post(address).body(Body::from("1")).unwrap()).await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(lost.headers[header::CONTENT_TYPE], "application/problem+json");
    }
    assert_eq!(store::task::count(&stage.app.db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_body_of_twenty_megabytes_is_refused_without_reading_it_all() {
    let stage = connected().await;
    let read = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&read);
    let pieces = futures::stream::iter((0..320).map(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 64 * 1024]))
    }));
    let answer = send(&stage, "good", Body::from_stream(pieces)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("up to 1 MiB"), "{}", answer.body);
    assert!(read.load(Ordering::Relaxed) <= 18, "{read:?} of 320 pieces were read");
    assert_eq!(store::task::count(&stage.app.db).await.unwrap(), 0);
}

#[tokio::test]
async fn what_came_stands_on_the_connections_page_with_the_address_to_give() {
    let stage = connected().await;
    let page = format!("/settings/integrations/{CONNECTION}/messages");
    let before = stage.get(Role::Administrator, &page).await;
    assert_eq!(before.status, StatusCode::OK, "{}", before.body);
    let address = format!("http://hub.test/hooks/{CONNECTION}");
    assert!(before.body.contains(&format!("Paste {address} into the box.")), "{}", before.body);
    assert!(before.body.contains("No message yet"));
    send(&stage, "good", "1").await;
    send(&stage, "good", "1").await;
    send(&stage, "bad", "2").await;
    let after = stage.get(Role::Administrator, &page).await.body;
    assert!(after.contains("Application 7") && after.contains("came 2 times"), "{after}");
    assert!(after.contains("Last refused") && after.contains("The signature is missing or another."));
    assert_eq!(stage.get(Role::Recruiter, &page).await.status, StatusCode::FORBIDDEN);
}
