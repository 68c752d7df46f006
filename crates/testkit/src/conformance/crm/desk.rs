//! One vendor's connector and its sandbox, and the people who go there.

use std::sync::Arc;

use connect::{Connector, Crm, Ctx, Key, Receipt, Result, clock::HeldClock, hris::Document};
use model::crm::{Activity, CrmRecord, CrmValue, Place};
use sandbox::Options;
use serde_json::Value;
use store::testing;

use crate::{Stage, keepers::Keepers, stage::Scenery};

/// The words of every entry.
pub const WORDS: &str = "Speaks at meetups";

/// One vendor's connector and its sandbox.
pub struct Desk {
    pub stage: Stage,
    pub keepers: Keepers,
    connector: Arc<dyn Connector>,
    pub ctx: Ctx,
    pub place: Place,
}

impl Desk {
    pub async fn of(vendor: &str) -> Self {
        // Held time: what waits before it tries again does not keep the test waiting.
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let sandbox = Options { people: 130, ..Options::default() };
        let stage = Stage::on(testing::sqlite().await, Scenery { sandbox, clock }).await;
        let (connector, ctx) = (stage.connector(vendor), stage.ctx(vendor));
        let pipelines = connector.crm().unwrap().pipelines(&ctx).await.unwrap();
        let (pipeline, stages) = (&pipelines[0].external_id, &pipelines[0].stages);
        let place = Place::Pipeline { pipeline: pipeline.clone(), stage: stages[0].external_id.clone() };
        Self { stage, keepers: Keepers::of(vendor), connector, ctx, place }
    }

    pub fn crm(&self) -> &dyn Crm {
        self.connector.crm().expect("a vendor of the suite keeps people")
    }

    pub fn read<T>(&self, read: impl FnOnce(&Value) -> T) -> T {
        self.stage.world(self.keepers.vendor).read(read)
    }

    /// Does what a person does on the vendor's own pages.
    pub async fn command(&self, name: &str, wish: &Value) {
        let control = self.stage.announcement(self.keepers.vendor).control_url;
        let asked = reqwest::Client::new().post(format!("{control}/commands/{name}")).json(wish);
        let answer = asked.send().await.unwrap();
        assert!(answer.status().is_success(), "{name}: {}", answer.text().await.unwrap_or_default());
    }

    pub async fn faults(&self, spec: &str) {
        self.stage.set_faults(self.keepers.vendor, spec).await;
    }

    /// How many requests were struck by a fault so far.
    pub async fn struck(&self) -> u64 {
        let counters = self.stage.counters(self.keepers.vendor).await;
        counters["faults"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
    }

    pub fn record(&self, number: usize) -> CrmRecord {
        let [first, last, own] = self.keepers.fields;
        let value = |field: &str, value: String| CrmValue { field: field.into(), value, over: false };
        CrmRecord {
            emails: vec![email(number)],
            profiles: vec![format!("https://www.linkedin.com/in/sunniva-holm-{number}")],
            values: vec![
                value(first, "Sunniva".into()),
                value(last, format!("Holm {number}")),
                value(own, "Three months".into()),
            ],
        }
    }

    pub async fn save(&self, number: usize) -> Result<Receipt> {
        self.crm().save(&self.ctx, &key(number), &self.record(number), None).await
    }

    pub async fn put(&self, number: usize, id: &str) -> Result<Receipt> {
        self.crm().place(&self.ctx, &key(number), id, &self.place).await
    }

    pub async fn enter(&self, number: usize, id: &str) -> Result<Receipt> {
        let kind = self.crm().activity_kinds()[0].0.to_owned();
        let at = "2026-11-24T11:00:00Z".parse().unwrap();
        let activity = Activity { kind, text: WORDS.into(), at };
        self.crm().enter(&self.ctx, &key(number), id, &activity).await
    }

    pub async fn attach(&self, number: usize, id: &str) -> Result<Receipt> {
        let bytes = format!("%PDF-1.4 Sunniva Holm {number}").into_bytes().into();
        let document = Document { name: "resume.pdf".into(), content_type: "application/pdf".into(), bytes };
        self.crm().attach(&self.ctx, &key(number), id, &document).await
    }

    pub fn people(&self, number: usize) -> Vec<String> {
        self.read(|documents| (self.keepers.people)(documents, &email(number)))
    }
}

fn key(number: usize) -> Key {
    Key(format!("export-{number}"))
}

pub fn email(number: usize) -> String {
    format!("sunniva{number}@example.org")
}
