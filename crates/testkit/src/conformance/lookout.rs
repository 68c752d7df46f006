//! One vendor's connector and its sandbox, seen side by side.

use std::sync::Arc;

use connect::{Connector, Ctx, Hris, Key, clock::HeldClock, hris::Document};
use engine::handoff::form::draft;
use model::{ConnectionId, hire::HireRecord};
use sandbox::Options;
use store::testing;

use crate::{
    Stage,
    hire::Hire,
    hiring::Opening,
    stage::Scenery,
    tenant::{Employee, Tenant},
};

/// One vendor's connector, its sandbox, and a form to fill.
pub struct Lookout {
    pub stage: Stage,
    pub tenant: Tenant,
    connector: Arc<dyn Connector>,
    connection: ConnectionId,
    opening: Opening,
}

impl Lookout {
    pub async fn of(vendor: &str) -> Self {
        // Held time: what waits before it tries again does not keep the test waiting.
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let sandbox = Options { people: 20, ..Options::default() };
        let stage = Stage::on(testing::sqlite().await, Scenery { sandbox, clock }).await;
        let connector = stage.connector(vendor);
        let connection = stage.connect(vendor).await;
        let opening = stage.opening("Software Engineer").await;
        Self { stage, tenant: Tenant::of(vendor), connector, connection, opening }
    }

    pub fn hris(&self) -> &dyn Hris {
        self.connector.hris().expect("a vendor of the suite takes hires")
    }

    /// What a connector may use, with the key that may do everything.
    pub fn ctx(&self) -> Ctx {
        self.stage.ctx(self.tenant.vendor)
    }

    /// A hire's record with every field that the tenant's form has.
    pub async fn record(&self, hire: &Hire) -> HireRecord {
        let hired = self.stage.hire(&self.opening, hire).await;
        let (app, actor) = (&self.stage.app, &self.stage.administrator);
        let draft = draft(app, actor, hired.candidate, self.connection, false).await.unwrap();
        let record = hire.complete(&draft.tenant.form, draft.record);
        assert_eq!(draft.tenant.form.problems(&record), [], "the suite's own record can be sent");
        record
    }

    /// The employees with a hire's address.
    pub fn employees(&self, hire: &Hire) -> Vec<Employee> {
        let all = self.stage.world(self.tenant.vendor).read(|documents| self.tenant.employees(documents));
        all.into_iter().filter(|employee| employee.email == hire.profile.email).collect()
    }

    /// The one employee with a hire's address.
    pub fn only(&self, hire: &Hire, when: &str) -> Employee {
        let mut found = self.employees(hire);
        assert_eq!(found.len(), 1, "{when}: one employee of hire {}, not {}", hire.number, found.len());
        found.remove(0)
    }

    pub async fn faults(&self, spec: &str) {
        self.stage.set_faults(self.tenant.vendor, spec).await;
    }

    /// How many requests were struck by a fault so far.
    pub async fn struck(&self) -> u64 {
        let counters = self.stage.counters(self.tenant.vendor).await;
        counters["faults"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
    }
}

pub fn key(hire: &Hire) -> Key {
    Key(format!("hire-{}", hire.number))
}

pub fn resume(hire: &Hire) -> Document {
    Document {
        name: "resume.pdf".into(),
        content_type: "application/pdf".into(),
        bytes: hire.resume().into(),
    }
}

pub fn photo(hire: &Hire) -> Document {
    Document { name: "photo.png".into(), content_type: "image/png".into(), bytes: hire.photo().into() }
}
