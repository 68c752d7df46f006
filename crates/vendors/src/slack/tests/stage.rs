//! A stand-in on a port of its own, and contexts that reach it.

use std::{collections::BTreeMap, sync::Arc};

use connect::{
    Connector as _, Credentials, Ctx, Http, Lane, StandIn as _, World,
    clock::HeldClock,
    hosts::{Reach, Sandboxes},
    messenger::{Button, Message},
};
use model::workspace::WorkspaceKind;
use serde_json::{Value, json};

use crate::slack::{Sandbox, Slack, manifest};

/// A running stand-in.
pub struct Stage {
    /// Its documents.
    pub world: Arc<World>,
    /// Scheme, host and port.
    pub origin: String,
    /// The sandbox's time.
    pub clock: Arc<HeldClock>,
}

impl Stage {
    /// A stand-in in which the app is not installed.
    pub async fn new() -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        let world = Arc::new(World::new(Sandbox.seed(7, 5), clock.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let router = Sandbox.router(world.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Sandbox.announce_to(&world, "http://127.0.0.1:9/messenger/1");
        Self { world, origin, clock }
    }

    /// The app's credentials, with what the installation gave.
    pub fn credentials(&self, token: &str) -> Credentials {
        let typed = Sandbox.credentials().into_iter().map(|(key, value)| (key, value.into()));
        Credentials::new(typed).with(Credentials::INSTALLED, token)
    }

    /// A context with a token, or without where it is empty.
    pub fn ctx(&self, token: &str) -> Ctx {
        let at = format!("{}/api", self.origin).parse().unwrap();
        let sandboxes = Sandboxes(BTreeMap::from([("slack".to_owned(), at)]));
        let settings = BTreeMap::new();
        let reach = Reach::of(manifest(), WorkspaceKind::Sandbox, &settings, &sandboxes).unwrap();
        let auth = Slack.auth(&self.credentials(token));
        let lane = Arc::new(Lane::new(2, None));
        let http = Http::new(None).unwrap().bind(reach, auth, manifest(), self.clock.clone(), lane);
        Ctx { http, clock: self.clock.clone(), settings }
    }

    /// A context in which the app is installed.
    pub fn installed(&self) -> Ctx {
        let done = Sandbox.command(&self.world, "install", &json!({})).unwrap();
        self.ctx(done["access_token"].as_str().unwrap())
    }

    /// The messages in a conversation.
    pub fn messages(&self, channel: &str) -> Vec<Value> {
        self.world.read(|documents| documents["messages"][channel].as_array().unwrap().clone())
    }

    /// Posts a form as a person's browser does; gives the status, the place it is sent on to, and the page.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> (u16, String, String) {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        self.send("POST", path, form).await
    }

    /// Opens a page as a person's browser does.
    pub async fn page(&self, path: &str) -> (u16, String, String) {
        self.send("GET", path, String::new()).await
    }

    async fn send(&self, verb: &str, path: &str, form: String) -> (u16, String, String) {
        use axum::body::{Body, to_bytes};
        use tower::ServiceExt as _;
        let request = axum::http::Request::builder()
            .method(verb)
            .uri(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let response = Sandbox.router(self.world.clone()).oneshot(request).await.unwrap();
        let location = response.headers().get("location").map(|at| at.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, location.unwrap_or_default(), String::from_utf8_lossy(&body).into_owned())
    }
}

/// A question with two buttons.
pub fn question() -> Message {
    let button = |answer: &str, label: &str| Button {
        answer: answer.into(),
        label: label.into(),
        value: "request-1".into(),
    };
    Message {
        title: "Do you know somebody for Engineer?".into(),
        paragraphs: vec!["Tom asks whether you would make an introduction.".into()],
        buttons: vec![button("make_intro", "Make intro"), button("pass", "Pass")],
    }
}
