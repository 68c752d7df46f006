//! A company with a messenger, a recruiter and an employee who was asked.

use std::sync::Arc;

use connect::{Credentials, hosts::Sandboxes};
use http::{HeaderMap, HeaderName, HeaderValue};
use model::{
    ConnectionId, ReferralId, UserId, WorkspaceId,
    access::Role,
    referral::{Answer, Person},
};
use store::{
    messaging::{
        message::{self, Message},
        press::{self, Press},
    },
    referrals::referral::{self, Referral},
    task,
};

use super::memory::Chatter;
use crate::{
    App,
    hiring::testing::{House, house},
    hooks::receive::Refused,
    integrations::add::add,
    messaging::{
        AskMessage, ask, deliver, home, install, members, press as pressing,
        receive::{Reply, receive},
    },
    people::{
        SignedIn,
        testing::{Bench, benches},
    },
    referrals::ask::{Ask, Whom, ask as request},
    work::LEASE,
};

/// The company.
pub struct Office {
    pub bench: Bench,
    pub chatter: Chatter,
    pub boss: SignedIn,
    pub recruiter: SignedIn,
    pub employee: SignedIn,
    pub connection: ConnectionId,
    house: House,
}

/// One on each kind of database, with the messenger connected and not installed.
pub async fn offices() -> Vec<Office> {
    let mut all = vec![];
    for mut bench in benches().await {
        let chatter = Chatter::default();
        bench.app.connectors.push(Arc::new(chatter.clone()));
        bench.app.sandboxes =
            Sandboxes([("chatter".to_owned(), "http://127.0.0.1:9/api".parse().unwrap())].into());
        let boss = bench.administrator().await;
        let recruiter = bench.colleague(&boss, "rut@example.com", Role::Recruiter).await;
        let employee = bench.colleague(&boss, "emil@example.com", Role::Employee).await;
        let house = house(&bench.app, &boss.actor).await;
        let typed = Credentials::new([("secret".to_owned(), "good".into())]);
        let connection = add(&bench.app, &boss.actor, "chatter", "", &typed).await.unwrap();
        all.push(Office { bench, chatter, boss, recruiter, employee, connection, house });
    }
    all
}

/// One on each kind of database, with the messenger installed and the employee known in it.
pub async fn installed() -> Vec<Office> {
    let all = offices().await;
    for office in &all {
        office.chatter.state().members.insert("emil@example.com".into(), "M1".into());
        office.install().await;
        office.work().await;
    }
    all
}

impl Office {
    pub fn app(&self) -> &App {
        &self.bench.app
    }

    pub fn workspace(&self) -> WorkspaceId {
        self.boss.actor.workspace
    }

    pub fn employee_id(&self) -> UserId {
        self.employee.actor.user.unwrap()
    }

    /// What the person brings back from the messenger.
    pub async fn begin(&self) -> String {
        let back = "http://127.0.0.1:7300/settings/messenger/installed".parse().unwrap();
        let page = install::begin(self.app(), &self.boss.actor, self.connection, &back).await.unwrap();
        page.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned()
    }

    pub async fn install(&self) {
        let state = self.begin().await;
        install::finish(self.app(), &self.boss.actor, "good", &state).await.unwrap();
    }

    /// A request about somebody, of whom the employee was not told yet.
    pub async fn request(&self, name: &str) -> ReferralId {
        let person = Person {
            first_name: name.into(),
            last_name: "Larsen".into(),
            email: format!("{}@example.com", name.to_lowercase()),
            ..Person::default()
        };
        let (job, employee) = (self.house.job.id, self.employee_id());
        let wish = Ask { job, employee, whom: Whom::Person(person), note: String::new() };
        request(self.app(), &self.recruiter.actor, &wish).await.unwrap()
    }

    /// Tells somebody in the messenger of a request; says whether that is possible.
    pub async fn tell(&self, request: ReferralId, to: UserId) -> bool {
        let buttons = Answer::ALL.map(|answer| (answer.as_str().to_owned(), answer.label().to_owned()));
        let asked = AskMessage {
            request: request.into(),
            to,
            title: "Do you know Ida?".into(),
            paragraphs: vec!["For Welder.".into()],
            buttons: buttons.into(),
        };
        let tx = self.app().db.begin().await.unwrap();
        let told = ask(self.app(), &tx, self.workspace(), asked).await.unwrap();
        tx.commit().await.unwrap();
        told
    }

    /// Does what is due of the messenger, until nothing is.
    pub async fn work(&self) {
        let (app, worker) = (self.app(), "worker");
        loop {
            let due = task::claim(&app.db, worker, app.now(), LEASE, 16).await.unwrap();
            if due.is_empty() {
                return;
            }
            for task in due {
                match task.kind.as_str() {
                    deliver::TASK => deliver::deliver(app, worker, &task).await.unwrap(),
                    home::TASK => home::show(app, worker, &task).await.unwrap(),
                    members::TASK => members::look(app, worker, &task).await.unwrap(),
                    pressing::TASK => pressing::hear(app, worker, &task).await.unwrap(),
                    _ => {}
                }
            }
        }
    }

    /// What the messenger sends.
    pub async fn send(&self, line: &str) -> Result<Reply, Refused> {
        self.send_signed(line, "good").await
    }

    pub async fn send_signed(&self, line: &str, with: &str) -> Result<Reply, Refused> {
        let signature = (HeaderName::from_static("signature"), HeaderValue::from_str(with).unwrap());
        receive(self.app(), self.connection, &HeaderMap::from_iter([signature]), line.as_bytes()).await
    }

    /// A press of a button below a request's message.
    pub async fn press(&self, number: u32, answer: Answer, request: ReferralId) {
        let place = self.message(request).await.id;
        let line = format!("press {number} M1 {} {request} {place}", answer.as_str());
        assert_eq!(self.send(&line).await.unwrap(), Reply::Taken);
    }

    pub async fn message(&self, request: ReferralId) -> Message {
        message::of_request(&self.app().db, self.workspace(), request.into()).await.unwrap().unwrap()
    }

    pub async fn referral(&self, request: ReferralId) -> Referral {
        referral::get(&self.app().db, self.workspace(), request).await.unwrap().unwrap()
    }

    pub async fn presses(&self) -> Vec<Press> {
        press::recent(&self.app().db, self.workspace(), self.connection, 50).await.unwrap()
    }

    /// What stands in the messenger: the texts and how many buttons are below them.
    pub fn there(&self) -> Vec<(String, usize)> {
        let state = self.chatter.state();
        let told = |one: &connect::messenger::Message| format!("{} {}", one.title, one.paragraphs.join(" "));
        state.messages.values().map(|one| (told(one).trim().to_owned(), one.buttons.len())).collect()
    }

    /// Lets something go wrong next: before it is done, or after.
    pub fn fault(&self, also_done: bool, error: connect::VendorError) {
        self.chatter.state().faults.push_back((also_done, error));
    }
}
