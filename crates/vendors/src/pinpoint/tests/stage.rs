//! A stand-in on a port of its own, and contexts that reach it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use connect::{
    Ats as _, Clock, Connector as _, Credentials, Ctx, Http, Key, Lane, Receipt, StandIn as _, World,
    ats::{Ask, Incoming, Page},
    clock::HeldClock,
    error::Result,
    hosts::{Reach, Sandboxes},
};
use jiff::Timestamp;
use model::{
    remote::{RecordKind, RemoteApplication, RemoteChange, RemoteRecord},
    workspace::WorkspaceKind,
};
use secrecy::SecretString;
use serde_json::Value;

use crate::pinpoint::{connector::Pinpoint, manifest, sandbox::Sandbox};

/// The key that may do everything.
pub const FULL: &str = "sandbox-full-access-key";

/// A running stand-in.
pub struct Stage {
    /// Its documents.
    pub world: Arc<World>,
    /// What a connector may use, with the key that may do everything.
    pub ctx: Ctx,
    base: String,
    clock: Arc<HeldClock>,
}

impl Stage {
    /// A stand-in with that many people, on the day the vendor's facts were read.
    pub async fn with(people: usize) -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(Sandbox.seed(7, people), clock.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let router = Sandbox.router(world.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let ctx = context(&base, &clock, FULL);
        Self { world, ctx, base, clock }
    }

    /// A context with another key.
    pub fn with_key(&self, key: &str) -> Ctx {
        context(&self.base, &self.clock, key)
    }

    /// The key that may do everything may now no longer do this.
    pub fn forbid(&self, category: &str, verb: &str) {
        self.world.change(|documents| {
            let keys = documents["keys"].as_array_mut().unwrap();
            let full = keys.iter_mut().find(|key| key["key"] == FULL).unwrap();
            full["permissions"][category].as_array_mut().unwrap().retain(|known| known != verb);
        });
    }

    /// The sandbox's time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn wait(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Changes a record's attribute, as somebody there does: its time of change is now.
    pub fn touch(&self, kind: &str, id: &str, attribute: &str, value: Value) {
        let now = format!("{}", self.now().strftime("%Y-%m-%dT%H:%M:%S+00:00"));
        self.world.change(|documents| {
            let attributes = &mut documents["resources"][kind][id]["attributes"];
            attributes[attribute] = value;
            attributes["updated_at"] = now.into();
        });
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: &str) -> usize {
        self.world.read(|documents| documents["resources"][kind].as_object().map_or(0, |all| all.len()))
    }

    /// The ids of the records of a kind, in their order.
    pub fn ids(&self, kind: &str) -> Vec<String> {
        let mut ids: Vec<u64> = self.world.read(|documents| {
            let all = documents["resources"][kind].as_object().unwrap();
            all.keys().map(|id| id.parse().unwrap()).collect()
        });
        ids.sort_unstable();
        ids.iter().map(u64::to_string).collect()
    }

    /// One page.
    pub async fn page(
        &self,
        kind: RecordKind,
        changed_after: Option<Timestamp>,
        cursor: Option<String>,
    ) -> Result<Page> {
        Pinpoint.page(&self.ctx, &Ask { kind, changed_after, cursor }).await
    }

    /// Every page, one after the other.
    pub async fn walk(&self, kind: RecordKind, changed_after: Option<Timestamp>) -> Vec<Page> {
        let (mut pages, mut cursor) = (vec![], None);
        loop {
            let page = self.page(kind, changed_after, cursor).await.unwrap();
            cursor = page.next.clone();
            pages.push(page);
            if cursor.is_none() {
                return pages;
            }
        }
    }

    /// The application afresh.
    pub async fn application(&self, id: &str) -> RemoteApplication {
        application(Pinpoint.fetch(&self.ctx, RecordKind::Application, id).await.unwrap())
    }

    /// Carries a change.
    pub async fn change(
        &self,
        application: &str,
        change: &RemoteChange,
        earlier: &[&str],
    ) -> Result<Receipt> {
        let earlier: Vec<_> = earlier.iter().map(|id| (*id).to_owned()).collect();
        Pinpoint.change(&self.ctx, &Key("change-1".into()), application, change, &earlier).await
    }

    /// An application whose job has a stage of that kind beside its own; gives both stages.
    pub async fn movable(&self) -> (String, String, String) {
        let id = self.ids("applications").remove(0);
        let application = self.application(&id).await;
        let job = Pinpoint.fetch(&self.ctx, RecordKind::Job, &application.job).await.unwrap();
        let Ok(RemoteRecord::Job(job)) = job.record else { panic!("{:?}", job.record) };
        let other = job.stages.into_iter().find(|stage| stage.external_id != application.stage).unwrap();
        (id, application.stage, other.external_id)
    }
}

/// The application of a record.
pub fn application(incoming: Incoming) -> RemoteApplication {
    match incoming.record {
        Ok(RemoteRecord::Application(application)) => *application,
        other => panic!("{other:?}"),
    }
}

fn context(base: &str, clock: &Arc<HeldClock>, key: &str) -> Ctx {
    let clock: Arc<dyn Clock> = clock.clone();
    let settings = BTreeMap::from([("subdomain".to_owned(), "larkmoor".to_owned())]);
    let sandboxes = Sandboxes(BTreeMap::from([("pinpoint".to_owned(), base.parse().unwrap())]));
    let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &settings, &sandboxes).unwrap();
    let auth = Pinpoint.auth(&Credentials::new([("api_key".to_owned(), SecretString::from(key))]));
    let lane = Arc::new(Lane::new(4, None));
    let http = Http::new(None).unwrap().bind(reach, auth, manifest(), clock.clone(), lane);
    Ctx { http, clock, settings }
}
