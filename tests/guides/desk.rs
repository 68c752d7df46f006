//! A recruiter's desk: the hub with a worker, someone signed in at a browser, and people to send.

use std::{sync::Arc, time::Duration};

use connect::Credentials;
use model::{CandidateId, job::StageKind};
use serde_json::Value;
use testkit::{
    Stage,
    browser::Browser,
    hire::Hire,
    hiring::{Hired, Opening},
    stage,
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
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl Desk {
    /// Opens the hub and signs in.
    pub async fn new(stage: Stage) -> Self {
        let hub = stage.visitor().await.hub;
        let opening = stage.opening("Software Engineer").await;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(engine::work::run(Arc::clone(&stage.app), "desk".into(), stopped));
        let browser = Browser::start(hub).await;
        let desk = Self { stage, browser, opening, hire: Hire::number(1), _stop: stop };
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
        self.browser.click("Send to BambooHR").await;
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
}

/// A key whose owner may not write every field.
pub fn limited_key() -> Credentials {
    let pairs = [("subdomain", "larkmoor"), ("api_key", "sandbox-limited-fields-key")];
    Credentials::new(pairs.map(|(key, value)| (key.to_owned(), value.into())))
}

/// What the guides ask of the sandbox, in its own words.
pub trait Sandbox {
    /// There is one employee with that address, and it is as `check` wants it.
    fn has_one_employee(&self, email: &str, check: impl FnOnce(&Value));
    /// There is no employee with that address.
    fn has_no_employee(&self, email: &str);
    /// Lets someone who left have that address, and says who it is.
    fn give_address_to_someone_who_left(&self, email: &str) -> String;
    /// Takes a value away from a list of the tenant.
    fn archive_option(&self, list: &str, option: &str);
}

impl Sandbox for Stage {
    fn has_one_employee(&self, email: &str, check: impl FnOnce(&Value)) {
        self.world(super::VENDOR).read(|documents| {
            let all = with_address(documents, email);
            assert_eq!(all.len(), 1, "exactly one employee");
            check(all[0]);
        });
    }

    fn has_no_employee(&self, email: &str) {
        self.world(super::VENDOR).read(|documents| assert!(with_address(documents, email).is_empty()));
    }

    fn give_address_to_someone_who_left(&self, email: &str) -> String {
        self.world(super::VENDOR).change(|documents| {
            let all = documents["employees"].as_object_mut().unwrap();
            let left = |employee: &Value| {
                employee["fields"]["terminationDate"].as_str().is_some_and(|day| day > "1")
            };
            let (id, employee) = all.iter_mut().find(|(_, employee)| left(employee)).expect("someone left");
            employee["fields"]["homeEmail"] = email.into();
            let id = id.clone();
            documents["emails"][email] = id.clone().into();
            id
        })
    }

    fn archive_option(&self, list: &str, option: &str) {
        self.world(super::VENDOR).change(|documents| {
            let lists = documents["lists"].as_array_mut().unwrap();
            let list = lists.iter_mut().find(|found| found["alias"] == list).unwrap();
            let options = list["options"].as_array_mut().unwrap();
            let option = options.iter_mut().find(|found| found["name"] == option).unwrap();
            option["archived"] = "yes".into();
        });
    }
}

fn with_address<'a>(documents: &'a Value, email: &str) -> Vec<&'a Value> {
    let all = documents["employees"].as_object().unwrap().values();
    all.filter(|employee| employee["fields"]["homeEmail"] == email).collect()
}
