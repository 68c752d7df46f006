//! Each step of a delivery done twice, and a delivery that ends after each step in turn: on both databases, against
//! every HR system's real sandbox, one employee comes of it.

use std::time::Duration;

use engine::handoff::{
    deliver::{Delivery, Next},
    form::draft,
    get,
    send::{Request, send},
};
use model::{HandoffId, handoff::HandoffState};
use store::task::{Task, claim};
use testkit::{Stage, hire::Hire, hiring::Opening, tenant::TENANTS, tenant::Tenant};

/// More steps than any delivery has.
const MOST: usize = 20;

struct Scene<'a> {
    stage: &'a Stage,
    tenant: &'a Tenant,
    opening: Opening,
    connection: model::ConnectionId,
}

impl Scene<'_> {
    async fn send(&self, hire: &Hire) -> HandoffId {
        let (app, actor) = (&self.stage.app, &self.stage.administrator);
        let hired = self.stage.hire(&self.opening, hire).await;
        let draft = draft(app, actor, hired.candidate, self.connection, false).await.unwrap();
        let request = Request {
            candidate: hired.candidate,
            connection: self.connection,
            application: None,
            values: Some(hire.complete(&draft.tenant.form, draft.record)),
            key: format!("steps-{}", hire.number),
        };
        send(app, actor, request).await.unwrap()
    }

    /// The delivery in the hands of a new worker, who was not there before.
    async fn taken_up(&self) -> Delivery {
        self.stage.take_claims_away().await;
        let app = &self.stage.app;
        let tasks = claim(&app.db, "worker", app.now(), Duration::from_secs(60), 2).await.unwrap();
        let [task]: [Task; 1] = tasks.try_into().unwrap();
        Delivery::begin(app, "worker", &task).await.unwrap().unwrap()
    }

    async fn finish(&self) {
        let mut delivery = self.taken_up().await;
        while delivery.step(&self.stage.app).await.unwrap() == Next::Step {}
    }

    async fn one_employee(&self, hire: &Hire, handoff: HandoffId, when: &str) {
        let sent = get::get(&self.stage.app, &self.stage.administrator, handoff).await.unwrap();
        assert_eq!(sent.handoff.state, HandoffState::Delivered, "{when}: {:?}", sent.handoff.problem);
        assert_eq!(sent.handoff.differences, [], "{when}");
        let world = self.stage.world(self.tenant.vendor);
        let mut there = world.read(|documents| self.tenant.employees(documents));
        there.retain(|employee| employee.email == hire.profile.email);
        assert_eq!(there.len(), 1, "{when}: one employee");
        assert_eq!((there[0].files, there[0].photo), (1, hire.has_photo()), "{when}");
        assert!(there[0].rows.iter().all(|rows| *rows == 1), "{when}: rows {:?}", there[0].rows);
    }
}

async fn on_every_stage(run: impl AsyncFn(&Scene<'_>)) {
    for tenant in TENANTS {
        for stage in Stage::each().await {
            let opening = stage.opening("Software Engineer").await;
            let connection = stage.connect(tenant.vendor).await;
            run(&Scene { stage: &stage, tenant, opening, connection }).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_step_may_run_twice() {
    on_every_stage(async |scene| {
        let hire = Hire::number(4);
        let handoff = scene.send(&hire).await;
        let mut steps = 0;
        loop {
            // Done and not kept: the claim is gone by the time the worker wants to write down what it did.
            let mut delivery = scene.taken_up().await;
            scene.stage.take_claims_away().await;
            assert_eq!(delivery.step(&scene.stage.app).await.unwrap(), Next::Lost);
            // Done again by the next worker, and kept.
            let mut delivery = scene.taken_up().await;
            steps += 1;
            match delivery.step(&scene.stage.app).await.unwrap() {
                Next::Step => assert!(steps < MOST),
                end => break assert_eq!(end, Next::Over),
            }
        }
        assert!(steps >= 6, "find, create, job, documents, photo, read back: not only {steps}");
        scene.one_employee(&hire, handoff, "each step twice").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delivery_may_end_after_each_step() {
    on_every_stage(async |scene| {
        for after in 1..MOST {
            let hire = Hire::number(4 * after);
            let handoff = scene.send(&hire).await;
            let mut delivery = scene.taken_up().await;
            let mut next = Next::Step;
            for _ in 0..after {
                next = delivery.step(&scene.stage.app).await.unwrap();
                if next != Next::Step {
                    break;
                }
            }
            drop(delivery);
            if next == Next::Step {
                scene.finish().await;
            }
            scene.one_employee(&hire, handoff, &format!("stopped after step {after}")).await;
            if next != Next::Step {
                assert!(after >= 6, "only {after} steps");
                return;
            }
        }
        panic!("the steps do not end");
    })
    .await;
}
