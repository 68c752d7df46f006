//! One vendor's connector and its sandbox, seen side by side.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use connect::{
    Ats, Clock as _, Connector, Ctx, Key, Manifest, Receipt, VendorError, World,
    ats::{Ask, Page},
    clock::HeldClock,
};
use jiff::Timestamp;
use model::{
    job::StageKind,
    remote::{RecordKind, RemoteApplication, RemoteChange, RemoteRecord, RemoteStage},
};
use sandbox::Options;
use serde_json::Value;
use store::testing;

use crate::{Stage, applicants::Applicants, stage::Scenery};

/// So many people that their applications fill more than one page of any vendor.
const PEOPLE: usize = 1200;

/// One vendor's connector and its sandbox.
pub struct House {
    pub stage: Stage,
    pub applicants: Applicants,
    pub clock: Arc<HeldClock>,
    connector: Arc<dyn Connector>,
    /// What the connector may use, with the key that may do everything: one for all calls, so that they keep the
    /// vendor's pace together.
    ctx: Ctx,
    /// Applications that can be seen, and how many of them the tests have taken for themselves.
    visible: Vec<String>,
    taken: AtomicUsize,
}

impl House {
    pub async fn of(vendor: &str, api: Option<&'static str>) -> Self {
        // Held time: what waits before it tries again does not keep the test waiting.
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let sandbox = Options { people: PEOPLE, ..Options::default() };
        let stage = Stage::on(testing::sqlite().await, Scenery { sandbox, clock: clock.clone() }).await;
        let (connector, ctx) = (stage.connector(vendor), stage.ctx_with(vendor, api));
        let (applicants, taken) = (Applicants::of(vendor), AtomicUsize::new(0));
        let mut house = Self { stage, applicants, clock, connector, ctx, visible: vec![], taken };
        house.visible = house.one_of_each(&house.ends().await).await;
        house
    }

    /// An application of each person that has not ended: some systems keep labels and remarks with the person.
    async fn one_of_each(&self, ended: &BTreeSet<String>) -> Vec<String> {
        let (mut people, mut visible) = (BTreeSet::new(), vec![]);
        let mut ask = Ask { kind: RecordKind::Application, changed_after: None, cursor: None };
        loop {
            let page = self.page(ask.clone()).await.unwrap();
            visible.extend(page.records.into_iter().filter_map(|one| match one.record {
                Ok(RemoteRecord::Application(there)) if !ended.contains(&there.stage) => {
                    people.insert(there.candidate.clone()).then_some(one.external_id)
                }
                _ => None,
            }));
            match page.next {
                Some(next) => ask.cursor = Some(next),
                None => return visible,
            }
        }
    }

    /// The stages in which applications end: from some of them there is no way back.
    async fn ends(&self) -> BTreeSet<String> {
        let (mut ends, mut ask) =
            (BTreeSet::new(), Ask { kind: RecordKind::Job, changed_after: None, cursor: None });
        loop {
            let page = self.page(ask.clone()).await.unwrap();
            for one in page.records {
                let Ok(RemoteRecord::Job(job)) = one.record else { panic!("{:?}", one.record) };
                let over = |stage: &RemoteStage| matches!(stage.kind, StageKind::Hired | StageKind::Rejected);
                ends.extend(job.stages.into_iter().filter(over).map(|stage| stage.external_id));
            }
            match page.next {
                Some(next) => ask.cursor = Some(next),
                None => return ends,
            }
        }
    }

    pub fn ats(&self) -> &dyn Ats {
        self.connector.ats().expect("a vendor of the suite keeps applicants")
    }

    pub fn manifest(&self) -> &'static Manifest {
        self.connector.manifest()
    }

    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    pub fn world(&self) -> Arc<World> {
        self.stage.world(self.applicants.vendor)
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn wait(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    pub async fn faults(&self, spec: &str) {
        self.stage.set_faults(self.applicants.vendor, spec).await;
    }

    /// How many requests were struck by a fault so far.
    pub async fn struck(&self) -> u64 {
        let counters = self.stage.counters(self.applicants.vendor).await;
        counters["faults"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
    }

    /// Changes the sandbox's applications.
    pub fn applications<T>(&self, change: impl FnOnce(&mut serde_json::Map<String, Value>) -> T) -> T {
        let pointer = self.applicants.applications;
        self.world().change(|documents| {
            change(
                documents
                    .pointer_mut(pointer)
                    .and_then(Value::as_object_mut)
                    .expect("there are applications"),
            )
        })
    }

    /// Sets a text of an application, as somebody there does: it was changed now.
    pub fn touch(&self, id: &str, town: &str) {
        self.touch_at(id, town, self.now());
    }

    pub fn touch_at(&self, id: &str, town: &str, at: Timestamp) {
        let applicants = self.applicants;
        self.applications(|all| {
            let one = all.get_mut(id).expect("the application is there");
            *one.pointer_mut(applicants.town).expect("it has a town") = town.into();
            *one.pointer_mut(applicants.updated_at).expect("it has a time") = applicants.written(at);
            // Some systems narrow by when something last happened.
            if let Some(acted) = one.get_mut("last_activity_at") {
                *acted = applicants.written(at);
            }
        });
    }

    /// Makes an application like another one; gives its id, which is higher than all before.
    pub fn add_like(&self, id: &str) -> String {
        let (applicants, now) = (self.applicants, self.applicants.written(self.now()));
        self.applications(|all| {
            let highest = all.keys().filter_map(|id| id.parse::<u64>().ok()).max().unwrap_or(0);
            let (new, mut one) = ((highest + 100_000).to_string(), all[id].clone());
            let id = match one.pointer(applicants.id) {
                Some(Value::Number(_)) => Value::from(new.parse::<u64>().unwrap_or_default()),
                _ => Value::from(new.as_str()),
            };
            for (pointer, value) in
                [(applicants.id, id), (applicants.created_at, now.clone()), (applicants.updated_at, now)]
            {
                *one.pointer_mut(pointer).expect("it is there") = value;
            }
            all.insert(new.clone(), one);
            new
        })
    }

    pub fn remove(&self, id: &str) {
        self.applications(|all| all.remove(id));
    }

    pub async fn page(&self, ask: Ask) -> Result<Page, VendorError> {
        self.ats().page(self.ctx(), &ask).await
    }

    /// Walks applications, with something done beside it after each page but the last.
    pub async fn walk(&self, changed_after: Option<Timestamp>, mut beside: impl FnMut(&Page)) -> Walk {
        let (mut walk, mut cursor) = (Walk::default(), None);
        loop {
            let ask = Ask { kind: RecordKind::Application, changed_after, cursor };
            let page = self.page(ask).await.unwrap();
            walk.pages += usize::from(!page.records.is_empty());
            assert!(walk.pages < 100, "the walk does not end");
            walk.rows += page.records.len();
            walk.seen.extend(page.records.iter().map(|one| one.external_id.clone()));
            walk.totals.extend(page.total);
            let Some(next) = page.next.clone() else { return walk };
            if page.records.len() > 100 {
                beside(&page);
            }
            cursor = Some(next);
        }
    }

    /// An application that no other test has taken.
    pub fn untouched(&self) -> String {
        loop {
            let id = &self.visible[self.taken.fetch_add(1, Ordering::Relaxed)];
            if self.applications(|all| all.contains_key(id)) {
                return id.clone();
            }
        }
    }

    pub async fn application(&self, id: &str) -> RemoteApplication {
        let incoming = self.ats().fetch(self.ctx(), RecordKind::Application, id).await.unwrap();
        match incoming.record {
            Ok(RemoteRecord::Application(application)) => *application,
            other => panic!("{other:?}"),
        }
    }

    pub async fn change(
        &self,
        id: &str,
        change: &RemoteChange,
        earlier: &[String],
    ) -> Result<Receipt, VendorError> {
        self.ats().change(self.ctx(), &Key(format!("change-{id}")), id, change, earlier).await
    }

    pub fn remarks(&self, id: &str, words: &str) -> usize {
        self.world().read(|documents| (self.applicants.remarks)(documents, id, words))
    }
}

/// What a walk saw.
#[derive(Default)]
pub struct Walk {
    pub seen: BTreeSet<String>,
    pub rows: usize,
    pub pages: usize,
    pub totals: Vec<u64>,
}
