//! The whole way of a question through a messenger: installed by somebody who had to ask, written, pressed in the
//! sandbox, which really sends what it signed, and answered once whatever is sent again.

use std::time::Duration;

use engine::{
    messaging::{AskMessage, ask, overview::overview},
    referrals::ask::{Ask, Whom, ask as request},
};
use model::{
    ConnectionId, ReferralId,
    referral::{Answer, Person, State},
};
use serde_json::{Value, json};
use store::referrals::referral;
use testkit::{Stage, hub::Visitor, stage::EMAIL};
use url::Url;

const VENDOR: &str = "slack";

struct Scene {
    stage: Stage,
    visitor: Visitor,
    connection: ConnectionId,
    /// The sandbox's address.
    there: Url,
    /// A browser on the sandbox's pages, without the hub's session.
    browser: reqwest::Client,
}

impl Scene {
    /// A hub that people and the sandbox reach, with the messenger connected and not installed.
    async fn new() -> Self {
        let stage = Stage::sqlite().await;
        let visitor = stage.visitor().await;
        let announced = stage.announcement(VENDOR);
        let form: Vec<_> = announced.credentials.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let added = visitor.post("/settings/integrations/new/slack", &form).await;
        let page = added.headers()["location"].to_str().unwrap().to_owned();
        let connection = page.split('/').nth(3).unwrap().parse().unwrap();
        stage.host.announce_to(VENDOR, &format!("{}/messenger/{connection}", visitor.hub));
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { there: announced.base_url.parse().unwrap(), stage, visitor, connection, browser }
    }

    fn page(&self) -> String {
        format!("/settings/integrations/{}/messenger", self.connection)
    }

    /// A form on one of the sandbox's pages; gives the status and where it leads.
    async fn there(&self, path: &str, form: &[(String, String)]) -> (u16, String) {
        let answer = self.browser.post(self.there.join(path).unwrap()).form(form).send().await.unwrap();
        let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        (answer.status().as_u16(), to.unwrap_or_default())
    }

    /// Carries out a command of the sandbox.
    async fn command(&self, name: &str, wish: Value) -> Value {
        let address = format!("{}/commands/{name}", self.stage.announcement(VENDOR).control_url);
        let answer = self.browser.post(address).json(&wish).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    /// Installed by a member who has to ask, once an owner approved it.
    async fn install(&self) {
        let begun = self.visitor.post(&format!("{}/install", self.page()), &[]).await.text().await.unwrap();
        let rest = begun.split("content=\"0; url=").nth(1).expect("a page that leads on");
        let page = rest.split('"').next().unwrap().replace("&#38;", "&");
        let page: Url = page.parse().unwrap();
        let with = |more: &[(&str, &str)]| {
            let mut form: Vec<(String, String)> = page.query_pairs().into_owned().collect();
            form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            form
        };
        let forced = self.there("/oauth/v2/authorize", &with(&[("decision", "allow")])).await;
        assert_eq!(forced.0, 400, "who has to ask can't allow");
        assert_eq!(self.there("/oauth/v2/request", &with(&[("message", "For referrals")])).await.0, 200);
        let waits = self.visitor.get(&self.page()).await.text().await.unwrap();
        assert!(waits.contains("did not come back"), "{waits}");
        let id = self.read(|documents| documents["requests"][0]["id"].as_str().unwrap().to_owned());
        let form = [("request".to_owned(), id), ("decision".to_owned(), "approve".to_owned())];
        assert_eq!(self.there("/admin/apps", &form).await.0, 303);
        let (_, back) = self.there("/oauth/v2/authorize", &with(&[("decision", "allow")])).await;
        let back: Url = back.parse().unwrap();
        let done = self.visitor.get(&format!("{}?{}", back.path(), back.query().unwrap())).await;
        assert_eq!(done.headers()["location"].to_str().unwrap(), self.page());
        let shown = self.visitor.get(&self.page()).await.text().await.unwrap();
        assert!(
            shown.contains("Installed in Larkmoor") && shown.contains("aria-checked=\"true\""),
            "{shown}"
        );
    }

    /// A request of which the administrator is told.
    async fn asked(&self) -> ReferralId {
        let (app, actor) = (&self.stage.app, &self.stage.administrator);
        let job = self.stage.opening("Software Engineer").await.job.id;
        let person = Person {
            first_name: "Ida".into(),
            last_name: "Larsen".into(),
            email: "ida.larsen@example.org".into(),
            ..Person::default()
        };
        let to = actor.user.unwrap();
        let wish = Ask { job, employee: to, whom: Whom::Person(person), note: String::new() };
        let id = request(app, actor, &wish).await.unwrap();
        let buttons = Answer::ALL.map(|one| (one.as_str().to_owned(), one.label().to_owned())).into();
        let title = "Do you know somebody for Software Engineer?".to_owned();
        let asked =
            AskMessage { request: id.into(), to, title, paragraphs: vec!["Ida Larsen".into()], buttons };
        let tx = app.db.begin().await.unwrap();
        assert!(ask(app, &tx, actor.workspace, asked).await.unwrap(), "the employee is known there");
        tx.commit().await.unwrap();
        id
    }

    async fn state(&self, id: ReferralId) -> State {
        let workspace = self.stage.administrator.workspace;
        referral::get(&self.stage.app.db, workspace, id).await.unwrap().unwrap().state
    }

    fn read<T>(&self, read: impl FnOnce(&Value) -> T) -> T {
        self.stage.world(VENDOR).read(read)
    }

    /// The messages of the app there, with their conversations.
    fn messages(&self) -> Vec<(String, Value)> {
        self.read(|documents| {
            let channels = documents["channels"].as_object().unwrap().iter();
            let own = channels.filter(|(_, channel)| channel["with"] == "app");
            own.flat_map(|(id, _)| {
                let all = documents["messages"][id].as_array().unwrap().clone();
                all.into_iter().map(|one| (id.clone(), one))
            })
            .collect()
        })
    }

    /// Waits until everything that the sandbox sends was answered well.
    async fn all_answered(&self) {
        for _ in 0..100 {
            let (waiting, failed) = self.read(|documents| {
                let all = documents["deliveries"].as_array().unwrap();
                let count = |state| all.iter().filter(|one| one["state"] == state).count();
                (count("waiting"), count("failed"))
            });
            assert_eq!(failed, 0, "the hub answers within three seconds");
            if waiting == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the sandbox's messages were not answered");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_answered_once_whatever_is_sent_again() {
    let scene = Scene::new().await;
    let added = scene.command("add_member", json!({"name": "Ada Byron", "email": EMAIL})).await;
    let member = added["id"].as_str().unwrap().to_owned();
    scene.all_answered().await;
    assert!(
        scene.read(|documents| documents["app"]["verified"] == true),
        "the address gave the challenge back"
    );
    scene.install().await;
    scene.stage.deliver().await;

    let id = scene.asked().await;
    scene.stage.deliver().await;
    let messages = scene.messages();
    assert_eq!(messages.len(), 1, "{messages:?}");
    let (channel, message) = &messages[0];
    let press = |answer: Answer| json!({"as": member, "channel": channel, "ts": message["ts"], "action_id": answer.as_str()});
    let sent = scene.command("press", press(Answer::MakeIntro)).await;
    for _ in 0..3 {
        scene.command("repeat_delivery", json!({"delivery": sent["delivery"]})).await;
    }
    scene.all_answered().await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    scene.command("press", press(Answer::Pass)).await;
    scene.all_answered().await;
    scene.stage.deliver().await;

    assert_eq!(scene.state(id).await, State::MakeIntro, "the first one counts");
    let messages = scene.messages();
    assert_eq!(messages.len(), 1);
    let text = messages[0].1["blocks"].to_string();
    assert!(text.contains("You make the introduction") && !text.contains("button"), "{text}");
    let (app, actor) = (&scene.stage.app, &scene.stage.administrator);
    let seen = overview(app, actor, scene.connection).await.unwrap().unwrap();
    let repeats: Vec<_> = seen.presses.iter().map(|one| one.repeats).collect();
    assert_eq!((repeats, seen.known), (vec![0, 3], 1), "{seen:?}");
    let page = scene.visitor.get(&scene.page()).await.text().await.unwrap();
    assert!(page.contains("came 4 times") && page.contains("Make intro"), "{page}");
}
