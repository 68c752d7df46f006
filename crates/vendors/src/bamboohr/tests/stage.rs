//! A stand-in on a port of its own, and contexts that reach it.

use std::{collections::BTreeMap, sync::Arc};

use connect::{
    Clock, Connector as _, Credentials, Ctx, Http, Key, Lane, StandIn as _, World,
    clock::HeldClock,
    hosts::{Reach, Sandboxes},
    hris::Document,
};
use model::{hire::HireRecord, workspace::WorkspaceKind};
use secrecy::SecretString;
use serde_json::Value;

use crate::bamboohr::{BambooHr, Sandbox, manifest};

/// The key of the user who may do everything.
pub const FULL: &str = "sandbox-full-access-key";
/// The key of the user who may not see pay nor write four fields.
pub const LIMITED: &str = "sandbox-limited-fields-key";
/// The key of the user who may not add employees, files or photos.
pub const NO_NEW: &str = "sandbox-no-new-employees-key";
/// The key of a user who is disabled.
pub const DISABLED: &str = "sandbox-disabled-user-key";

/// A running stand-in.
pub struct Stage {
    /// Its documents.
    pub world: Arc<World>,
    /// Where it listens.
    pub base: String,
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
        Self { world, base, clock }
    }

    /// A context with a key.
    pub fn ctx(&self, key: &str) -> Ctx {
        let clock: Arc<dyn Clock> = self.clock.clone();
        let settings = BTreeMap::from([("subdomain".to_owned(), "larkmoor".to_owned())]);
        let sandboxes = Sandboxes(BTreeMap::from([("bamboohr".to_owned(), self.base.parse().unwrap())]));
        let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &settings, &sandboxes).unwrap();
        let auth = BambooHr.auth(&Credentials::new([("api_key".to_owned(), SecretString::from(key))]));
        let lane = Arc::new(Lane::new(4, None));
        let http = Http::new(None).unwrap().bind(reach, auth, manifest(), clock.clone(), lane);
        Ctx { http, clock, settings }
    }

    /// How many employees there are.
    pub fn count(&self) -> usize {
        self.world.read(|documents| documents["employees"].as_object().unwrap().len())
    }

    /// An employee's document.
    pub fn employee(&self, id: &str) -> Value {
        self.world.read(|documents| documents["employees"][id].clone())
    }
}

/// The key of a write.
pub fn key() -> Key {
    Key("handoff-1".into())
}

/// A hire with every part of the form.
pub fn hire() -> HireRecord {
    let values = [
        ("firstName", "Maeve"),
        ("lastName", "O'Donnell"),
        ("homeEmail", "maeve.odonnell@example.net"),
        ("mobilePhone", "+44 7700 900123"),
        ("dateOfBirth", "1991-05-17"),
        ("gender", "Female"),
        ("address1", "4 Canal Wharf"),
        ("city", "London"),
        ("zipcode", "E8 3PN"),
        ("country", "United Kingdom"),
        ("hireDate", "2027-01-04"),
        ("customTShirtSize", "Medium"),
        ("customParkingPermit", "true"),
        ("customLanguages", "English\nPolish"),
        ("customStartNotes", "Prefers mornings.\nBrings a dog."),
        ("customSignOnBonus", "1500.00 GBP"),
        ("4348", "A friend"),
        ("jobInfo.date", "2027-01-04"),
        ("jobInfo.jobTitle", "Software Engineer"),
        ("jobInfo.department", "Engineering"),
        ("jobInfo.division", "EMEA"),
        ("jobInfo.location", "London"),
        ("jobInfo.reportsTo", "Maya Okafor"),
        ("jobInfo.teams", "Platform\nGrowth"),
        ("employmentStatus.date", "2027-01-04"),
        ("employmentStatus.employmentStatus", "Full-Time"),
        ("compensation.startDate", "2027-01-04"),
        ("compensation.rate", "52000.00 GBP"),
        ("compensation.type", "Salary"),
        ("compensation.paidPer", "Year"),
    ];
    let mut record = HireRecord::default();
    values.into_iter().for_each(|(key, value)| record.set(key, value));
    record
}

/// A résumé.
pub fn resume() -> Document {
    Document {
        name: "Maeve O'Donnell.pdf".into(),
        content_type: "application/pdf".into(),
        bytes: bytes::Bytes::from_static(b"%PDF-1.4 invented"),
    }
}
