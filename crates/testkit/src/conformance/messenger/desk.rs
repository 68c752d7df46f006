//! A messenger's connector and its sandbox, seen side by side.

use std::sync::Arc;

use connect::{
    Connector, Credentials, Ctx, Key, Lane, Messenger, Outgoing,
    clock::HeldClock,
    hosts::Reach,
    messenger::{Button, Message, Place},
};
use model::workspace::WorkspaceKind;
use sandbox::Options;
use serde_json::{Value, json};
use store::testing;

use crate::{Stage, stage::Scenery};

/// The connector of a messenger in which the app is installed, and its sandbox.
pub struct Desk {
    stage: Stage,
    vendor: String,
    connector: Arc<dyn Connector>,
    pub ctx: Ctx,
    pub credentials: Credentials,
}

impl Desk {
    pub async fn of(vendor: &str) -> Self {
        // Held time: what waits before it tries again does not keep the test waiting.
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let scenery = Scenery { sandbox: Options { people: 3, ..Options::default() }, clock };
        let stage = Stage::on(testing::sqlite().await, scenery).await;
        let connector = stage.connector(vendor);
        let installed = command(&stage, vendor, "install", json!({})).await;
        let token = installed["access_token"].as_str().expect("an installation gives a token");
        let credentials = stage.credentials(vendor).with(Credentials::INSTALLED, token);
        let (app, manifest) = (&stage.app, connector.manifest());
        let settings = stage.announcement(vendor).credentials;
        let reach = Reach::of(manifest, WorkspaceKind::Sandbox, &settings, &app.sandboxes).unwrap();
        let lane = Arc::new(Lane::new(manifest.limits.in_flight, None));
        let auth = connector.auth(&credentials);
        let http = app.http.bind(reach, auth, manifest, Arc::clone(&app.clock), lane);
        let ctx = Ctx { http, clock: Arc::clone(&app.clock), settings };
        Self { stage, vendor: vendor.into(), connector, ctx, credentials }
    }

    pub fn messenger(&self) -> &dyn Messenger {
        self.connector.messenger().expect("a vendor of the suite is a messenger")
    }

    pub async fn faults(&self, spec: &str) {
        self.stage.set_faults(&self.vendor, spec).await;
    }

    /// How many requests were struck by a fault so far.
    pub async fn struck(&self) -> u64 {
        let counters = self.stage.counters(&self.vendor).await;
        counters["faults"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
    }

    pub async fn command(&self, name: &str, wish: Value) -> Value {
        command(&self.stage, &self.vendor, name, wish).await
    }

    /// Somebody new there, by their identifier.
    pub async fn new_member(&self, email: &str) -> String {
        let made = self.command("add_member", json!({"name": "Somebody New", "email": email})).await;
        made["id"].as_str().unwrap().to_owned()
    }

    /// The messages of the app to a member.
    fn to(&self, member: &str) -> Vec<Value> {
        self.stage.world(&self.vendor).read(|documents| {
            let channels = documents["channels"].as_object().into_iter().flatten();
            let own = channels.filter(|(_, one)| one["user"] == member && one["with"] == "app");
            own.flat_map(|(id, _)| documents["messages"][id].as_array().cloned().unwrap_or_default())
                .collect()
        })
    }

    /// How many messages a member has.
    pub fn messages(&self, member: &str) -> usize {
        self.to(member).len()
    }

    /// Whether any of a member's messages has a button.
    pub fn has_buttons(&self, member: &str) -> bool {
        self.to(member).iter().any(|one| one["blocks"].to_string().contains("\"button\""))
    }

    /// Presses a button, and gives what the messenger sends for it.
    pub async fn press(&self, member: &str, place: &Place, answer: &str) -> Outgoing {
        // Nobody listens there: what is sent is looked at before it goes.
        self.stage.host.announce_to(&self.vendor, "http://127.0.0.1:9/messenger/1");
        let wish = json!({"as": member, "channel": place.channel, "ts": place.message, "action_id": answer});
        let made = self.command("press", wish).await;
        let id = made["delivery"].as_str().unwrap();
        let stand_ins = vendors::registry::stand_ins();
        let stand_in = stand_ins.iter().find(|one| one.manifest().vendor == self.vendor).unwrap();
        let world = self.stage.world(&self.vendor);
        // It may have been tried already, and failed for want of a listener.
        world.change(|documents| {
            let all = documents["deliveries"].as_array_mut().into_iter().flatten();
            for one in all.filter(|one| one["id"] == id) {
                one["state"] = "waiting".into();
            }
        });
        stand_in.due(&world).into_iter().find(|one| one.id == id).expect("a press is sent")
    }
}

async fn command(stage: &Stage, vendor: &str, name: &str, wish: Value) -> Value {
    let address = format!("{}/commands/{name}", stage.announcement(vendor).control_url);
    let answer = reqwest::Client::new().post(address).json(&wish).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
    answer.json().await.unwrap()
}

pub fn key(number: usize) -> Key {
    Key(format!("message-{number}"))
}

/// A question with two buttons.
pub fn question() -> Message {
    let button =
        |answer: &str| Button { answer: answer.into(), label: answer.into(), value: "request-1".into() };
    Message {
        title: "Do you know somebody?".into(),
        paragraphs: vec!["For Welder.".into()],
        buttons: vec![button("make_intro"), button("pass")],
    }
}
