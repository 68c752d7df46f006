//! Messages that come by themselves: what happened there is here within seconds, once, and a lost one is made good.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use engine::hooks::overview::{Overview, overview};
use model::sync::{RunMode, RunState};
use reqwest::StatusCode;
use serde_json::{Value, json};
use testkit::hub::Visitor;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
    task::JoinHandle,
};

use super::scene::Scene;

/// As long as a person would look at the board and wait. The queue is looked at every half second, the sandbox sends
/// every fifth of one.
const PATIENCE: Duration = Duration::from_secs(20);

/// No answer may take longer, however busy the machine is that runs the tests. What is aimed at is a tenth of it.
const LATEST_ANSWER: Duration = Duration::from_secs(1);

/// The hub, served, with a worker beside it and its address known there.
struct Listening {
    scene: Scene,
    hub: Visitor,
    stop: watch::Sender<bool>,
    worker: JoinHandle<()>,
}

impl Listening {
    async fn at(scene: Scene) -> Self {
        let hub = scene.stage.visitor().await;
        let (stop, stopped) = watch::channel(false);
        let worker =
            tokio::spawn(engine::work::run(Arc::clone(&scene.stage.app), "listening".into(), stopped));
        let listening = Self { scene, hub, stop, worker };
        let webhook = json!({"url": listening.address()});
        listening.scene.there.command("add_webhook", webhook).await;
        listening
    }

    fn address(&self) -> String {
        format!("{}/hooks/{}", self.hub.hub, self.scene.connection)
    }

    async fn messages(&self) -> Overview {
        let (app, actor) = (&self.scene.stage.app, &self.scene.stage.administrator);
        overview(app, actor, self.scene.connection).await.unwrap().unwrap()
    }

    async fn until(&self, what: &str, mut holds: impl AsyncFnMut() -> bool) {
        let begun = Instant::now();
        while !holds().await {
            assert!(begun.elapsed() < PATIENCE, "{what} does not come about");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until every message that is on its way has come and was worked on.
    async fn quiet(&self) {
        let sent = || {
            self.scene.there.world.read(|documents| {
                let all = documents["deliveries"].as_array().into_iter().flatten();
                all.filter(|one| one["state"] == "waiting").count()
            })
        };
        self.until("quiet", async || sent() == 0 && self.messages().await.waiting == 0).await;
    }

    async fn end(self) -> Scene {
        self.stop.send(true).unwrap();
        self.worker.await.unwrap();
        self.scene
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_hired_there_is_hired_here_within_seconds() {
    for scene in Scene::each().await {
        let listening = Listening::at(scene).await;
        let scene = &listening.scene;
        let id = scene.there.standing("offer").remove(0);
        let (steps, runs) = (scene.steps(&id).await, scene.overview().await.runs.len());
        scene.there.move_to_meaning(&id, "hired").await;
        listening.until("hired", async || scene.stands_in(&id).await == "Hired").await;
        listening.quiet().await;
        assert_eq!(scene.steps(&id).await, steps + 1, "several messages tell of it, and it moves once");
        assert_eq!(scene.overview().await.runs.len(), runs, "no run of the sync was needed");
        assert!(scene.overview().await.current.is_none());
        scene.in_step("after a message").await;

        // The very same message again.
        let seen = listening.messages().await;
        let delivery = scene.there.world.read(|documents| documents["deliveries"][0]["id"].clone());
        scene.there.command("repeat_delivery", json!({"delivery": delivery})).await;
        listening
            .until("the repeat", async || listening.messages().await.repeated == seen.repeated + 1)
            .await;
        listening.quiet().await;
        assert_eq!(listening.messages().await.arrived, seen.arrived);
        assert_eq!(scene.steps(&id).await, steps + 1, "a repeat has no effect");
        listening.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_signed_is_refused_and_changes_nothing() {
    let listening = Listening::at(Scene::one().await).await;
    let id = listening.scene.there.standing("offer").remove(0);
    let body = json!({"event": "application_hired", "triggeredAt": 1, "data": {"application": {"id": id}}})
        .to_string();
    let client = reqwest::Client::new();
    let send = async |signature: Option<&str>, body: String| {
        let mut request = client.post(listening.address()).body(body);
        if let Some(signature) = signature {
            request = request.header("pinpoint-hmac-sha256", signature);
        }
        request.send().await.unwrap()
    };
    let wrong = "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=";
    for signature in [None, Some(""), Some("not base64"), Some(wrong)] {
        let answer = send(signature, body.clone()).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{signature:?}");
        assert!(!answer.text().await.unwrap().contains(&id), "nothing of it is repeated");
    }
    let seen = listening.messages().await;
    assert_eq!((seen.arrived, seen.waiting, seen.refused.unwrap().refused), (0, 0, 4));
    // A body of 20 MB is not even read: the answer is there before its first byte was sent.
    let answer = announced(&listening.address(), 20 * 1024 * 1024).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert_eq!(listening.messages().await.arrived, 0);
    listening.end().await;
}

/// The first bytes of what is answered to the mere head of a message with that many bytes.
async fn announced(address: &str, bytes: usize) -> String {
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!("POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {bytes}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_message_is_made_good_by_the_next_run() {
    let listening = Listening::at(Scene::one().await).await;
    let scene = &listening.scene;
    let id = scene.there.standing("review").remove(0);
    scene.there.command("drop_deliveries", json!({"count": 1_000})).await;
    scene.there.move_to_meaning(&id, "offer").await;
    listening.quiet().await;
    assert_eq!((listening.messages().await.arrived, scene.stands_in(&id).await.as_str()), (0, "Review"));
    let scene = listening.end().await;
    let run = scene.run(RunMode::Changes).await;
    assert_eq!(run.state, RunState::Done, "{:?}", run.sentence);
    scene.in_step("after the next run").await;
    assert_eq!(scene.stands_in(&id).await, "Offer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_is_answered_at_once_and_out_of_order_it_ends_where_they_stand() {
    let listening = Listening::at(Scene::one().await).await;
    let scene = &listening.scene;
    let ids = scene.there.standing("review");
    for round in 0..10 {
        for id in ids.iter().take(5) {
            scene.there.move_to_meaning(id, if round % 2 == 0 { "interview" } else { "review" }).await;
        }
    }
    for id in ids.iter().take(5) {
        scene.there.move_to_meaning(id, "offer").await;
    }
    // The oldest come once more after the newest.
    let old: Vec<Value> = scene.there.world.read(|documents| {
        documents["deliveries"].as_array().unwrap().iter().take(10).map(|one| one["id"].clone()).collect()
    });
    listening.quiet().await;
    for delivery in old {
        scene.there.command("repeat_delivery", json!({"delivery": delivery})).await;
    }
    listening.quiet().await;
    for id in ids.iter().take(5) {
        assert_eq!(scene.stands_in(id).await, "Offer");
    }
    scene.in_step("after the flood").await;

    let control = scene.stage.announcement(super::there::VENDOR).control_url;
    let journal: Value =
        reqwest::get(format!("{control}/requests?filter=/hooks/")).await.unwrap().json().await.unwrap();
    let sent = journal["requests"].as_array().unwrap().iter().filter(|one| one["status"] == 200);
    let mut took: Vec<u64> = sent.map(|one| one["took_ms"].as_u64().unwrap()).collect();
    took.sort_unstable();
    assert!(took.len() > 50, "{} messages", took.len());
    println!(
        "{} messages; half were answered within {} ms, all within {} ms",
        took.len(),
        took[took.len() / 2],
        took[took.len() - 1]
    );
    assert!(Duration::from_millis(took[took.len() - 1]) < LATEST_ANSWER);
    listening.end().await;
}
