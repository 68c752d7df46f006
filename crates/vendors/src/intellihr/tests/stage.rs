//! A stand-in on a port of its own, and contexts that reach it.

use std::{collections::BTreeMap, sync::Arc};

use connect::{
    Clock, Connector as _, Credentials, Ctx, Hris as _, Http, Key, Lane, StandIn as _, World,
    clock::HeldClock,
    hosts::{Reach, Sandboxes},
    hris::Document,
};
use model::{hire::HireRecord, workspace::WorkspaceKind};
use serde_json::Value;

use crate::intellihr::{IntelliHr, Sandbox, manifest};

/// A running stand-in.
pub struct Stage {
    /// Its documents.
    pub world: Arc<World>,
    /// Where it listens.
    pub base: String,
    clock: Arc<HeldClock>,
}

impl Stage {
    /// A stand-in with that many people, on the day after the vendor's facts were read.
    pub async fn with(people: usize) -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-25T01:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(Sandbox.seed(7, people), clock.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let router = Sandbox.router(world.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { world, base, clock }
    }

    /// A context with the key that works.
    pub fn ctx(&self) -> Ctx {
        self.ctx_with(&[])
    }

    /// A context with some of its credentials otherwise.
    pub fn ctx_with(&self, other: &[(&str, &str)]) -> Ctx {
        let clock: Arc<dyn Clock> = self.clock.clone();
        let mut settings = Sandbox.credentials();
        settings.extend(other.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        let sandboxes = Sandboxes(BTreeMap::from([("intellihr".to_owned(), self.base.parse().unwrap())]));
        let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &settings, &sandboxes).unwrap();
        let typed = settings.iter().map(|(key, value)| (key.clone(), value.clone().into()));
        let auth = IntelliHr.auth(&Credentials::new(typed));
        let lane = Arc::new(Lane::new(4, None));
        let http = Http::new(None).unwrap().bind(reach, auth, manifest(), clock.clone(), lane);
        Ctx { http, clock, settings }
    }

    /// How many people there are.
    pub fn count(&self) -> usize {
        self.world.read(|documents| documents["people"].as_object().unwrap().len())
    }

    /// A person's document.
    pub fn person(&self, id: &str) -> Value {
        self.world.read(|documents| documents["people"][id].clone())
    }

    /// The documents of a person's jobs.
    pub fn jobs(&self, person: &str) -> Vec<Value> {
        self.world.read(|documents| {
            let ids = documents["people"][person]["jobs"].as_array().unwrap();
            ids.iter().map(|id| documents["jobs"][id.as_str().unwrap()].clone()).collect()
        })
    }

    /// The names of a list.
    pub fn names(&self, list: &str) -> Vec<String> {
        self.world.read(|documents| {
            let all = documents["lists"][list].as_array().unwrap();
            all.iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
        })
    }

    /// A hire with a value in every part of the form, lists by the names that people read.
    pub async fn hire(&self) -> HireRecord {
        let form = IntelliHr.form(&self.ctx()).await.unwrap();
        let mut record = HireRecord::default();
        for (key, value) in HIRE {
            let field = form.field(key).unwrap_or_else(|| panic!("no field {key}"));
            let chosen = field.choices.iter().find(|choice| choice.label == value);
            record.set(key, chosen.map_or(value, |choice| choice.value.as_str()));
        }
        assert_eq!(form.problems(&record), [], "the hire of these tests fits");
        record
    }
}

const HIRE: [(&str, &str); 39] = [
    ("firstName", "Maeve"),
    ("lastName", "O'Donnell"),
    ("preferredName", "Mae"),
    ("email", "Maeve.ODonnell@example.net"),
    ("workEmail", "mae@example.com"),
    ("phone", "+61 491 570 156"),
    ("workPhone", "+61 2 5550 1234"),
    ("dateOfBirth", "1991-05-17"),
    ("gender", "Female"),
    ("employeeNumber", "00417"),
    ("address.street", "4 Canal Wharf"),
    ("address.suburb", "Perth"),
    ("address.state", "Western Australia"),
    ("address.postcode", "6000"),
    ("address.country", "Australia"),
    ("emergencyContact.name", "Jo O'Donnell"),
    ("emergencyContact.relationship", "Sibling"),
    ("emergencyContact.phone", "0491 570 006"),
    ("workRight.right", "Permanent Resident"),
    ("workRight.expires", "2030-01-31"),
    ("custom.t_shirt_size", "Medium"),
    ("custom.languages", "English\nPolish"),
    ("custom.years_in_trade", "7.5"),
    ("job.companyStartDate", "2027-03-02"),
    ("job.name", "Software Engineer"),
    ("job.businessEntity", "Larkmoor Pty Ltd"),
    ("job.businessUnit", "Platform"),
    ("job.workClass", "Full-Time"),
    ("job.location", "Perth"),
    ("job.fte", "0.80"),
    ("job.payGrade", "Professional"),
    ("job.recruitmentSource", "Referral"),
    ("pay.rate", "98000.50 AUD"),
    ("pay.type", "Salary"),
    ("pay.payCycle", "Fortnightly"),
    ("pay.hoursPerCycle", "76"),
    ("pay.employmentCondition", "Clerks Award"),
    ("jobCustom.cost_centre", "0042"),
    ("onboarding.workflow", "New starter"),
];

/// The key of a write.
pub fn key() -> Key {
    Key("handoff-1".into())
}

/// A résumé.
pub fn resume() -> Document {
    Document {
        name: "Maeve O'Donnell.pdf".into(),
        content_type: "application/pdf".into(),
        bytes: bytes::Bytes::from_static(b"%PDF-1.4 invented"),
    }
}
