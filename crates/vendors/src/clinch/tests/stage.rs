//! A stand-in on a port of its own, and contexts that reach it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use connect::{
    Clock, Connector as _, Credentials, Ctx, Http, Key, Lane, StandIn as _, World,
    clock::HeldClock,
    hosts::{Reach, Sandboxes},
};
use jiff::Timestamp;
use model::{
    crm::{CrmRecord, CrmValue},
    workspace::WorkspaceKind,
};
use serde_json::{Value, json};

use crate::clinch::{Clinch, Sandbox, manifest};

/// A running stand-in.
pub struct Stage {
    /// Its documents.
    pub world: Arc<World>,
    /// What a connector may use.
    pub ctx: Ctx,
    /// Where it is.
    pub base: String,
    /// Its own clock.
    pub theirs: Arc<HeldClock>,
}

impl Stage {
    /// A stand-in with that many people, on the day the vendor's facts were read.
    pub async fn with(people: usize) -> Self {
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let theirs = Arc::new(HeldClock::at(now));
        let world = Arc::new(World::new(Sandbox.seed(7, people), theirs.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let router = Sandbox.router(world.clone()).layer(axum::middleware::map_response_with_state(
            theirs.clone(),
            async |axum::extract::State(clock): axum::extract::State<Arc<HeldClock>>,
                   mut response: axum::response::Response| {
                let date = connect::sign::http_date(clock.now());
                response.headers_mut().insert("date", date.parse().unwrap());
                response
            },
        ));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let ctx = context(&base, Arc::new(HeldClock::at(now)), &Sandbox.credentials());
        Self { world, ctx, base, theirs }
    }

    /// A context with another secret, say, or with a clock that is so far ahead of theirs.
    pub fn ctx_with(&self, changed: &[(&str, &str)], ahead: i64) -> Ctx {
        let mut credentials = Sandbox.credentials();
        credentials.extend(changed.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        let now = self.now() + jiff::SignedDuration::from_secs(ahead);
        context(&self.base, Arc::new(HeldClock::at(now)), &credentials)
    }

    /// Its time.
    pub fn now(&self) -> Timestamp {
        self.theirs.now()
    }

    /// Lets time pass there.
    pub fn wait(&self, seconds: u64) {
        self.theirs.advance(Duration::from_secs(seconds));
    }

    /// A candidate's attributes.
    pub fn candidate(&self, id: &str) -> Value {
        self.world.read(|documents| documents["candidates"][id].clone())
    }

    /// How many candidates there are.
    pub fn count(&self) -> usize {
        self.world.read(|documents| documents["candidates"].as_object().unwrap().len())
    }

    /// Does what a person does there.
    pub fn command(&self, name: &str, wish: Value) -> Value {
        Sandbox.command(&self.world, name, &wish).unwrap()
    }
}

/// A key of a write.
pub fn key() -> Key {
    Key("export-1".into())
}

/// Somebody on their way there.
pub fn record(email: &str, values: &[(&str, &str)]) -> CrmRecord {
    let value = |(field, value): &(&str, &str)| CrmValue {
        field: (*field).into(),
        value: (*value).into(),
        over: false,
    };
    let emails = Some(email).filter(|email| !email.is_empty()).map(str::to_owned);
    CrmRecord {
        emails: emails.into_iter().collect(),
        profiles: vec![],
        values: values.iter().map(value).collect(),
    }
}

/// A person's attributes as JSON.
pub fn ada() -> Value {
    json!({"data": {"type": "candidate", "attributes": {"email": "ada@example.org", "first_name": "Ada"}}})
}

fn context(base: &str, clock: Arc<HeldClock>, credentials: &BTreeMap<String, String>) -> Ctx {
    let clock: Arc<dyn Clock> = clock;
    let sandboxes = Sandboxes(BTreeMap::from([("clinch".to_owned(), base.parse().unwrap())]));
    let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, credentials, &sandboxes).unwrap();
    let secrets = credentials.iter().map(|(key, value)| (key.clone(), value.as_str().into()));
    let auth = Clinch.auth(&Credentials::new(secrets));
    let lane = Arc::new(Lane::new(4, None));
    let http = Http::new(None).unwrap().bind(reach, auth, manifest(), clock.clone(), lane);
    Ctx { http, clock, settings: credentials.clone() }
}
