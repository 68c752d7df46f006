//! A recruiter's desk: the hub with a worker, someone signed in at a browser, and people to send.

use std::{sync::Arc, time::Duration};

use model::{CandidateId, job::StageKind};
use serde_json::Value;
use testkit::{
    Stage,
    browser::Browser,
    hire::Hire,
    hiring::{Hired, Opening},
    stage,
    tenant::Tenant,
};
use tokio::sync::watch;

/// The hub with a worker, and a browser in which the administrator is signed in.
pub struct Desk {
    /// Hub, database and sandboxes.
    pub stage: Stage,
    /// The browser.
    pub browser: Browser,
    /// A job with a workflow of one stage of each kind.
    pub opening: Opening,
    /// Who is hired, with all that is known of them.
    pub hire: Hire,
    /// The HR system that hires are sent to.
    pub vendor: &'static str,
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl Desk {
    /// Opens the hub and signs in.
    pub async fn new(vendor: &'static str) -> Self {
        let stage = Stage::sqlite().await;
        let hub = stage.visitor().await.hub;
        let opening = stage.opening("Software Engineer").await;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(engine::work::run(Arc::clone(&stage.app), "desk".into(), stopped));
        let browser = Browser::start(hub).await;
        let desk = Self { stage, browser, opening, hire: Hire::number(1), vendor, _stop: stop };
        desk.browser.open("/account").await;
        desk.sign_in().await;
        desk.browser.sees("Sign out").await;
        desk
    }

    /// Signs the administrator in on the page that asks for it.
    pub async fn sign_in(&self) {
        self.browser.fill("E-mail", stage::EMAIL).await;
        self.browser.fill("Password", stage::PASSWORD).await;
        self.browser.click("Sign in").await;
    }

    /// Opens someone's profile and chooses to send them.
    pub async fn open_form_of(&self, candidate: CandidateId) {
        self.browser.open(&format!("/candidates/{candidate}")).await;
        self.browser.click("Actions for this candidate").await;
        self.browser.click(&format!("Send to {}", self.stage.connector(self.vendor).manifest().name)).await;
    }

    /// Someone in a stage of kind hired.
    pub async fn someone_hired(&self) -> Hired {
        self.stage.hire(&self.opening, &self.hire).await
    }

    /// Someone in a stage of kind offer.
    pub async fn someone_with_an_offer(&self) -> Hired {
        let person = self.someone_hired().await;
        let (app, actor) = (&self.stage.app, &self.stage.administrator);
        let offer = self.opening.stage(StageKind::Offer).id;
        engine::hiring::move_application::move_application(app, actor, person.application, offer)
            .await
            .unwrap();
        person
    }

    /// The name of the workflow's stage of a kind.
    pub fn stage_name(&self, kind: StageKind) -> &str {
        &self.opening.stage(kind).name
    }

    /// Waits until the move that was clicked has arrived.
    pub async fn wait_until_hired(&self, person: &Hired) {
        let hired = self.opening.stage(StageKind::Hired).id;
        let workspace = self.stage.administrator.workspace;
        for _ in 0..100 {
            let all =
                store::hiring::application::of_candidate(&self.stage.app.db, workspace, person.candidate);
            if all.await.unwrap().iter().any(|application| application.stage == hired) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the candidate was never moved");
    }

    /// The one employee with the hire's address, as the sandbox holds it.
    pub fn one_employee(&self) -> Value {
        let mut all = self.employees();
        assert_eq!(all.len(), 1, "exactly one employee");
        all.remove(0)
    }

    /// Nobody there has the hire's address.
    pub fn no_employee(&self) {
        assert_eq!(self.employees(), Vec::<Value>::new());
    }

    fn employees(&self) -> Vec<Value> {
        let tenant = Tenant::of(self.vendor);
        self.stage.world(self.vendor).read(|documents| {
            let all = documents.pointer(tenant.employees).and_then(Value::as_object).unwrap().values();
            let has_address = |employee: &&Value| {
                employee.pointer(tenant.email).is_some_and(|email| *email == self.hire.profile.email)
            };
            all.filter(has_address).cloned().collect()
        })
    }
}
