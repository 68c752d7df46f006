//! Announcements against an endpoint on this machine that answers as it is told.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use model::{access::Role, job::JobStatus};
use secrecy::SecretString;
use store::announce::tried;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{
    deliver::{DEAD_AFTER, WAITS, deliver},
    endpoints::{Typed, another_secret, change, create, delete, enable, get, list},
    replay, *,
};
use crate::{
    Error, attention,
    hiring::{jobs, testing::house},
    people::testing::{Bench, benches},
};

/// An endpoint that keeps what it is sent.
struct Listener {
    url: String,
    status: Arc<Mutex<u16>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    async fn open() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", socket.local_addr().unwrap());
        let (status, seen) = (Arc::new(Mutex::new(200)), Arc::new(Mutex::new(vec![])));
        let (answers, keeps) = (Arc::clone(&status), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = socket.accept().await {
                let (mut text, mut part) = (String::new(), [0; 4096]);
                while let Ok(read @ 1..) = stream.read(&mut part).await {
                    text += &String::from_utf8_lossy(&part[..read]);
                    if whole(&text) {
                        break;
                    }
                }
                keeps.lock().unwrap().push(text);
                let status = *answers.lock().unwrap();
                let answer =
                    format!("HTTP/1.1 {status} x\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhm");
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { url, status, seen }
    }

    fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = status;
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

/// Whether a request has come in full.
fn whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    body.len() >= header(head, "content-length").parse().unwrap_or(0)
}

fn header<'a>(request: &'a str, name: &str) -> &'a str {
    let of = |line: &'a str| line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case(name));
    request.lines().find_map(of).map_or("", |(_, value)| value.trim())
}

/// Does what is due now.
async fn work(bench: &Bench) -> usize {
    let app = &bench.app;
    let tasks = store::task::claim(&app.db, "w", app.now(), Duration::from_secs(60), 50).await.unwrap();
    let ours: Vec<_> = tasks.into_iter().filter(|task| task.kind == TASK).collect();
    for task in &ours {
        deliver(app, "w", task).await.unwrap();
    }
    ours.len()
}

fn typed(listener: &Listener) -> Typed {
    Typed { url: listener.url.clone(), events: vec!["job.closed".into(), "job.opened".into()] }
}

fn signed_by(request: &str, secret: &SecretString) -> bool {
    let at = jiff::Timestamp::from_second(header(request, "webhook-timestamp").parse().unwrap()).unwrap();
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let one =
        sign::signatures(std::slice::from_ref(secret), header(request, "webhook-id"), at, body).unwrap();
    header(request, "webhook-signature").split(' ').any(|signature| signature == one)
}

#[tokio::test]
async fn what_happens_is_told_signed_and_once_to_who_asked_for_it() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let house = house(app, &boss.actor).await;
        let listener = Listener::open().await;
        let (made, secret) = create(app, &boss.actor, &typed(&listener)).await.unwrap();
        assert!(!made.secret.contains(secrecy::ExposeSecret::expose_secret(&secret)), "it lies sealed");
        jobs::set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
        house.person(app, &boss.actor, "Ana", "Lopez").await;
        assert_eq!(work(&bench).await, 1, "{}: nobody asked for people", bench.kind());
        let seen = listener.take();
        assert!(signed_by(&seen[0], &secret), "{}", seen[0]);
        let body: serde_json::Value =
            serde_json::from_str(seen[0].split_once("\r\n\r\n").unwrap().1).unwrap();
        assert_eq!(
            (&body["type"], &body["data"]["id"]),
            (&"job.closed".into(), &house.job.id.to_string().into())
        );
        assert_eq!(work(&bench).await, 0);
        let told = replay::messages(app, &boss.actor, made.id).await.unwrap();
        assert_eq!((told[0].state, told[0].tries), (MessageState::Delivered, 1));
        let tries = tried::of(&app.db, told[0].id).await.unwrap();
        assert_eq!((tries[0].status, tries[0].answer.as_str()), (Some(200), "hm"));
    }
}

#[tokio::test]
async fn a_failure_is_tried_over_a_day_and_the_endpoint_that_stays_dead_gets_a_card() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let house = house(app, &boss.actor).await;
        let listener = Listener::open().await;
        let (made, secret) = create(app, &boss.actor, &typed(&listener)).await.unwrap();
        listener.answers(500);
        jobs::set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
        let mut ids = vec![];
        for wait in WAITS {
            assert_eq!(work(&bench).await, 1, "{}", bench.kind());
            assert_eq!(work(&bench).await, 0, "not before its time");
            bench.later(wait);
            ids.extend(listener.take().iter().map(|request| header(request, "webhook-id").to_owned()));
        }
        assert!(WAITS.iter().sum::<u64>() >= DEAD_AFTER.as_secs());
        assert_eq!(attention::count(app, &boss.actor).await.unwrap(), 0);
        work(&bench).await;
        let dead = get(app, &boss.actor, made.id).await.unwrap();
        assert_eq!((dead.state, dead.problem.as_deref()), (EndpointState::Dead, Some("It answered 500.")));
        let cards = attention::list(app, &boss.actor).await.unwrap();
        assert!(cards[0].sentence.contains("It answered 500."), "{}", cards[0].sentence);
        assert_eq!(attention::count(app, &boss.actor).await.unwrap(), 1);
        ids.dedup();
        assert_eq!(ids.len(), 1, "it is the same message each time");

        jobs::set_status(app, &boss.actor, house.job.id, JobStatus::Open).await.unwrap();
        assert_eq!(work(&bench).await, 0, "what happens meanwhile is kept");
        let from = app.now();
        assert!(matches!(
            replay::span(app, &boss.actor, made.id, (from, from)).await,
            Err(Error::Conflict(_))
        ));
        listener.answers(204);
        enable(app, &boss.actor, made.id, true).await.unwrap();
        listener.take();
        let all = (made.created_at, app.now());
        assert_eq!(replay::span(app, &boss.actor, made.id, all).await.unwrap(), 2);
        assert_eq!(work(&bench).await, 2);
        let seen = listener.take();
        assert!(seen.iter().any(|request| header(request, "webhook-id") == ids[0]), "the same identifier");
        assert!(seen.iter().all(|request| signed_by(request, &secret)));
        assert_eq!(attention::count(app, &boss.actor).await.unwrap(), 0);
        let told = replay::messages(app, &boss.actor, made.id).await.unwrap();
        replay::one(app, &boss.actor, told[0].id).await.unwrap();
        assert_eq!(work(&bench).await, 1);
    }
}

#[tokio::test]
async fn who_says_to_be_gone_is_asked_no_more() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let house = house(app, &boss.actor).await;
        let listener = Listener::open().await;
        let (made, _) = create(app, &boss.actor, &typed(&listener)).await.unwrap();
        listener.answers(410);
        jobs::set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
        work(&bench).await;
        assert_eq!(
            get(app, &boss.actor, made.id).await.unwrap().state,
            EndpointState::Dead,
            "{}",
            bench.kind()
        );
        delete(app, &boss.actor, made.id).await.unwrap();
        assert!(list(app, &boss.actor).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn another_secret_signs_beside_the_one_before_for_a_day() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let house = house(app, &boss.actor).await;
        let listener = Listener::open().await;
        let (made, before) = create(app, &boss.actor, &typed(&listener)).await.unwrap();
        let now = another_secret(app, &boss.actor, made.id).await.unwrap();
        jobs::set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
        work(&bench).await;
        let seen = listener.take();
        assert!(signed_by(&seen[0], &before) && signed_by(&seen[0], &now), "{}", bench.kind());
        bench.later(endpoints::OVERLAP.as_secs());
        jobs::set_status(app, &boss.actor, house.job.id, JobStatus::Open).await.unwrap();
        work(&bench).await;
        let seen = listener.take();
        assert!(!signed_by(&seen[0], &before) && signed_by(&seen[0], &now));
    }
}

#[tokio::test]
async fn an_endpoint_is_on_this_machine_for_a_sandbox_and_asks_for_events_there_are() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        for (url, events, field) in [
            ("https://hooks.example.com/x", vec!["job.closed"], "url"),
            ("http://192.0.2.1/x", vec!["job.closed"], "url"),
            ("nowhere", vec!["job.closed"], "url"),
            ("http://127.0.0.1:9/x", vec![], "events"),
            ("http://127.0.0.1:9/x", vec!["job.gone"], "events"),
        ] {
            let events = events.into_iter().map(str::to_owned).collect();
            let refused = create(app, &boss.actor, &Typed { url: url.into(), events }).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, field, "{}: {url}", bench.kind());
        }
        let listener = Listener::open().await;
        let (made, _) = create(app, &boss.actor, &typed(&listener)).await.unwrap();
        let events = vec!["candidate.added".to_owned()];
        change(app, &boss.actor, made.id, &Typed { events: events.clone(), ..typed(&listener) })
            .await
            .unwrap();
        assert_eq!(get(app, &boss.actor, made.id).await.unwrap().events, events);
        let recruiter = bench.colleague(&boss, "r@example.com", Role::Recruiter).await;
        assert!(matches!(list(app, &recruiter.actor).await, Err(Error::Denied(_))));
        assert!(matches!(create(app, &recruiter.actor, &typed(&listener)).await, Err(Error::Denied(_))));
    }
}
