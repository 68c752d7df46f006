//! A system that only sends messages, and a connection to it, for the tests of this folder. A message is a line:
//! a number that is its own, the event's word, and what it is about as `application:7`.

use std::{ops::Deref, sync::Arc};

use async_trait::async_trait;
use connect::{
    Connector, Credentials, Ctx, Manifest, Webhooks,
    http::Auth,
    webhooks::{Announcement, Unproven},
};
use http::{HeaderMap, HeaderName, HeaderValue};
use model::{
    ConnectionId, WorkspaceId,
    connection::{CheckReport, ConnectionStatus},
    remote::RecordKind,
    workspace::WorkspaceKind,
};
use store::{
    hook::hint::{self, Hint},
    integrations::connection::{self, Connection},
};
use uuid::Uuid;

use super::receive::{Received, Refused, receive};
use crate::{
    Actor, App,
    integrations::credentials::seal,
    people::testing::{Bench, benches},
};

/// The connection that messages come to.
pub(crate) const CONNECTION: ConnectionId = ConnectionId(Uuid::from_u128(11));

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
credential = [{ key = "secret", label = "Signing secret", kind = "secret" }]
setup = []
permission = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// The system.
struct Caller;

#[async_trait]
impl Connector for Caller {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _credentials: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> connect::Result<CheckReport> {
        Ok(CheckReport::default())
    }

    fn webhooks(&self) -> Option<&dyn Webhooks> {
        Some(self)
    }
}

impl Webhooks for Caller {
    fn verify(&self, credentials: &Credentials, headers: &HeaderMap, _: &[u8]) -> Result<(), Unproven> {
        let signature = headers.get("signature").and_then(|value| value.to_str().ok());
        if signature == Some(credentials.get("secret")) {
            return Ok(());
        }
        Err(Unproven("The signature is missing or another.".into()))
    }

    fn read(&self, _: &HeaderMap, body: &[u8]) -> Result<Announcement, String> {
        let text = String::from_utf8_lossy(body);
        let mut words = text.split(' ');
        let (Some(number), Some(event)) = (words.next(), words.next()) else {
            return Err("A message needs a number and a word.".into());
        };
        let about = words.filter_map(|word| {
            let (kind, id) = word.split_once(':')?;
            Some((RecordKind::parse(kind)?, id.to_owned()))
        });
        Ok(Announcement { dedupe: number.into(), event: event.into(), about: about.collect() })
    }
}

/// An app with a connection to the system.
pub(crate) struct Post {
    bench: Bench,
    pub administrator: Actor,
    pub workspace: WorkspaceId,
}

impl Deref for Post {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

/// One for each kind of database that this run has.
pub(crate) async fn posts() -> Vec<Post> {
    let mut all = Vec::new();
    for mut bench in benches().await {
        bench.app.connectors.push(Arc::new(Caller));
        let administrator = bench.administrator().await.actor;
        let (app, workspace) = (&bench.app, administrator.workspace);
        let tx = app.db.begin().await.unwrap();
        connection::insert(&tx, &connected(app, workspace)).await.unwrap();
        tx.commit().await.unwrap();
        all.push(Post { bench, administrator, workspace });
    }
    all
}

fn connected(app: &App, workspace: WorkspaceId) -> Connection {
    Connection {
        id: CONNECTION,
        workspace,
        vendor: "caller".into(),
        name: "Caller".into(),
        kind: WorkspaceKind::Sandbox,
        status: ConnectionStatus::Enabled,
        settings: [].into(),
        secrets: seal(app, CONNECTION, &[("secret".to_owned(), "good".into())].into()),
        last_good_at: None,
        last_problem: None,
        report: None,
        checked_at: None,
        paused_until: None,
        required: vec![],
        mapping: [].into(),
        options: Default::default(),
        created_at: app.now(),
    }
}

impl Post {
    /// The headers of a message signed so.
    pub fn signed(&self, with: &str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static("signature"), HeaderValue::from_str(with).unwrap())])
    }

    /// A message that comes with its proof.
    pub async fn send(&self, text: &str) -> Result<Received, Refused> {
        self.send_signed(text, "good").await
    }

    /// A message that comes signed so.
    pub async fn send_signed(&self, text: &str, with: &str) -> Result<Received, Refused> {
        receive(&self.app, CONNECTION, &self.signed(with), text.as_bytes()).await
    }

    /// What is to be fetched.
    pub async fn hints(&self) -> Vec<Hint> {
        hint::of_connection(&self.app.db, self.workspace, CONNECTION).await.unwrap()
    }

    /// Takes away what is to be fetched, as if it had been.
    pub async fn forget_hints(&self) {
        let tx = self.app.db.begin().await.unwrap();
        hint::drop_all(&tx, self.workspace, CONNECTION).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Sets whether the connection is used.
    pub async fn set_status(&self, status: ConnectionStatus) {
        let tx = self.app.db.begin().await.unwrap();
        connection::set_status(&tx, &connected(&self.app, self.workspace), status).await.unwrap();
        tx.commit().await.unwrap();
    }
}
