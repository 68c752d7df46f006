//! One vendor's connector and its sandbox, and the people who come in.

use std::sync::Arc;

use connect::{
    Connector, Ctx, Intake, Key, Receipt, Result,
    clock::HeldClock,
    hris::Document,
    intake::{Arrival, Owner},
};
use model::{
    attachment::AttachmentKind,
    newcomer::{Destination, NewPerson, NewUser, Reach, ReachKind},
    remote::RemoteTag,
};
use sandbox::Options;
use serde_json::Value;
use store::testing;

use crate::{Stage, guests::Guests, stage::Scenery};

/// The words of every remark.
pub const WORDS: &str = "Ada knows her from Leeds.\nShe would move.";

/// One vendor's connector and its sandbox.
pub struct Door {
    stage: Stage,
    pub guests: Guests,
    connector: Arc<dyn Connector>,
    pub ctx: Ctx,
    job: String,
    source: String,
}

impl Door {
    pub async fn of(vendor: &str, api: Option<&'static str>) -> Self {
        // Held time: what waits before it tries again does not keep the test waiting.
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let sandbox = Options { people: 40, ..Options::default() };
        let stage = Stage::on(testing::sqlite().await, Scenery { sandbox, clock }).await;
        let guests = Guests::of(vendor);
        let (job, source) = stage.world(vendor).read(guests.job_and_source);
        let (connector, ctx) = (stage.connector(vendor), stage.ctx_with(vendor, api));
        Self { stage, guests, connector, ctx, job, source }
    }

    pub fn intake(&self) -> &dyn Intake {
        self.connector.intake().expect("a vendor of the suite takes people in")
    }

    pub fn read<T>(&self, read: impl FnOnce(&Value) -> T) -> T {
        self.stage.world(self.guests.vendor).read(read)
    }

    pub fn change(&self, change: fn(&mut Value)) {
        self.stage.world(self.guests.vendor).change(change);
    }

    pub async fn faults(&self, spec: &str) {
        self.stage.set_faults(self.guests.vendor, spec).await;
    }

    /// How many requests were struck by a fault so far.
    pub async fn struck(&self) -> u64 {
        let counters = self.stage.counters(self.guests.vendor).await;
        counters["faults"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
    }

    /// To the job.
    pub fn to_job(&self) -> Arrival {
        self.arrival(Destination::Application { job: self.job.clone(), stage: None })
    }

    /// Among the prospects.
    pub fn to_prospects(&self) -> Arrival {
        self.arrival(Destination::Prospect { pool: None, stage: None, job: None })
    }

    fn arrival(&self, destination: Destination) -> Arrival {
        Arrival { destination, source: Some(self.source.clone()), referrer: None, resume: None }
    }

    pub async fn save(&self, guest: usize, existing: Option<&str>, arrival: &Arrival) -> Result<Receipt> {
        self.intake().save(&self.ctx, &key(guest), &person(guest), existing, arrival).await
    }

    pub async fn enter(&self, guest: usize, id: &str, arrival: &Arrival) -> Result<Receipt> {
        self.intake().enter(&self.ctx, &key(guest), id, arrival).await
    }

    pub async fn attach(&self, guest: usize, id: &str) -> Result<Receipt> {
        let (to, kind) = (Owner::Candidate(id), AttachmentKind::Resume);
        self.intake().attach(&self.ctx, &key(guest), to, kind, &resume(guest)).await
    }

    pub async fn note(&self, guest: usize, id: &str) -> Result<Receipt> {
        self.intake().note(&self.ctx, &key(guest), id, WORDS).await
    }

    pub async fn add_user(&self, guest: usize) -> Result<Receipt> {
        self.intake().add_user(&self.ctx, &key(guest), &user(guest)).await
    }

    pub fn people(&self, guest: usize) -> Vec<String> {
        self.read(|documents| (self.guests.people)(documents, &email(guest)))
    }
}

pub fn key(guest: usize) -> Key {
    Key(format!("guest-{guest}"))
}

pub fn email(guest: usize) -> String {
    format!("guest{guest}@example.org")
}

/// Somebody who comes in.
pub fn person(guest: usize) -> NewPerson {
    let reach = |value: String| vec![Reach { value, kind: ReachKind::Private }];
    NewPerson {
        first_name: "Greta".into(),
        last_name: format!("Holm {guest}"),
        headline: "Engineer".into(),
        company: "Oak Street Bakery".into(),
        emails: reach(email(guest)),
        phones: reach(format!("+44 20 7946 {guest:04}")),
        profiles: vec![format!("https://www.linkedin.com/in/greta-holm-{guest}")],
        tags: vec![RemoteTag { name: "Referred".into(), category: String::new() }],
        ..NewPerson::default()
    }
}

/// Somebody who may be credited.
pub fn user(guest: usize) -> NewUser {
    NewUser {
        first_name: "Ada".into(),
        last_name: "Byron".into(),
        email: format!("colleague{guest}@example.org"),
    }
}

fn resume(guest: usize) -> Document {
    let bytes = format!("%PDF-1.4 Greta Holm {guest}").into_bytes().into();
    Document { name: "resume.pdf".into(), content_type: "application/pdf".into(), bytes }
}
