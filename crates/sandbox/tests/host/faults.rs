//! Each kind of fault, seen from outside.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    desk::{Running, start, start_with},
    raw::{self, End},
};

async fn one_fault(running: &Running) -> serde_json::Value {
    running.journal().await.last().unwrap()["fault"].clone()
}

#[tokio::test]
async fn drop_after_writes_and_answers_no_byte() {
    let desk = start("drop_after@1").await;
    assert_eq!(raw::add(&desk, "Ana").await, (String::new(), End::Closed));
    assert_eq!(desk.names().last().unwrap(), "Ana");
    let line = &desk.journal().await[0];
    assert_eq!((&line["status"], &line["fault"]), (&json!(null), &json!("drop_after")));
    assert_eq!(line["response"]["text"], r#"{"name":"Ana"}"#);
    assert_eq!(desk.add("Bo").await.unwrap().status(), 201);
}

#[tokio::test]
async fn drop_before_writes_nothing_and_answers_no_byte() {
    let desk = start("drop_before@1").await;
    assert_eq!(raw::add(&desk, "Ana").await, (String::new(), End::Closed));
    assert_eq!(desk.names().len(), 4);
    let line = &desk.journal().await[0];
    assert_eq!(line["fault"], "drop_before");
    assert_eq!(line["request"]["text"], r#"{"name":"Ana"}"#);
}

#[tokio::test]
async fn refuse_resets_without_a_byte() {
    let desk = start("refuse@1").await;
    assert_eq!(raw::add(&desk, "Ana").await, (String::new(), End::Reset));
    assert_eq!(desk.names().len(), 4);
    assert_eq!(one_fault(&desk).await, "refuse");
}

#[tokio::test]
async fn a_drop_ends_a_connection_that_had_answered_before() {
    let desk = start("drop_after@2").await;
    let ask = "GET /acme/v1/people/0 HTTP/1.1\r\nHost: desk\r\n\r\n";
    let (bytes, _) = raw::send(&desk, &format!("{ask}{ask}{ask}")).await;
    assert_eq!(bytes.matches("HTTP/1.1 200").count(), 1, "{bytes}");
    assert!(bytes.ends_with(r#"{"name":"1-0"}"#), "{bytes}");
}

#[tokio::test]
async fn cut_body_writes_and_promises_more_than_it_gives() {
    let desk = start("cut_body=1").await;
    let (bytes, end) = raw::add(&desk, "Ana").await;
    assert!(bytes.starts_with("HTTP/1.1 201") && bytes.contains("content-length: 14"), "{bytes}");
    assert!(bytes.ends_with("\r\n\r\n{\"name\""), "{bytes}");
    assert_eq!((desk.names().len(), end), (5, End::Closed));
    let (bytes, _) = raw::send(&desk, "POST /acme/v1/nothing HTTP/1.1\r\nHost: desk\r\n\r\n").await;
    assert_eq!(bytes, "", "an answer without a body is cut in its head");
}

#[tokio::test]
async fn malformed_writes_and_answers_what_no_parser_takes() {
    let desk = start("malformed=1").await;
    let answer = desk.add("Ana").await.unwrap();
    assert_eq!((answer.status().as_u16(), desk.names().len()), (201, 5));
    assert!(answer.json::<serde_json::Value>().await.is_err());
    let url = format!("{}/nothing", desk.at.base_url);
    let answer = desk.client.post(url).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.json::<serde_json::Value>().await.is_err());
}

#[tokio::test]
async fn statuses_come_with_their_retry_after_and_nothing_is_done() {
    let desk = start("429@1,429:2500ms@2,500@3,503@4,503:7s@5,expired_key@6").await;
    for (status, retry_after) in
        [(429, Some("1")), (429, Some("3")), (500, None), (503, None), (503, Some("7")), (401, None)]
    {
        let answer = desk.add("Ana").await.unwrap();
        let header = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
        assert_eq!((answer.status().as_u16(), header.as_deref()), (status, retry_after));
    }
    assert_eq!(desk.names().len(), 4);
    assert_eq!(desk.add("Ana").await.unwrap().status(), 201);
    let faults: Vec<_> = desk.journal().await.iter().map(|line| line["fault"].clone()).collect();
    assert_eq!(json!(faults), json!(["429", "429", "500", "503", "503", "expired_key", null]));
}

#[tokio::test]
async fn delay_waits_then_answers() {
    let desk = start("delay@1:300ms").await;
    let began = Instant::now();
    assert_eq!(desk.add("Ana").await.unwrap().status(), 201);
    assert!(began.elapsed() >= Duration::from_millis(300));
    assert!(desk.journal().await[0]["took_ms"].as_i64().unwrap() >= 300);
}

#[tokio::test]
async fn a_caller_that_hangs_up_does_not_undo_its_write() {
    let desk = start("delay@1:300ms").await;
    let impatient = crate::desk::client().timeout(Duration::from_millis(100)).build().unwrap();
    let request = impatient.post(format!("{}/people", desk.at.base_url));
    let sent = request.header("authorization", "desk-key-1").body(r#"{"name":"Ana"}"#).send().await;
    assert!(sent.unwrap_err().is_timeout());
    assert_eq!(desk.names().len(), 4);
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(desk.names().len(), 5);
}

#[tokio::test]
async fn a_repeated_page_is_the_previous_one_of_that_path() {
    let desk = start("repeated_page@1,repeated_page@3").await;
    let page = async |path| desk.get(path).await.unwrap().text().await.unwrap();
    let first = page("/people?page=0").await;
    assert_eq!(one_fault(&desk).await, json!(null), "nothing came before the first");
    let second = page("/people?page=1").await;
    assert_ne!(first, second);
    assert_eq!(page("/people?page=2").await, second);
    assert_eq!(one_fault(&desk).await, "repeated_page");
    assert_eq!(page("/people?page=2").await, "[]");
}

#[tokio::test]
async fn a_limit_spares_other_calls() {
    let desk = start("500[POST /acme/v1/people]=1").await;
    assert_eq!(desk.get("/people").await.unwrap().status(), 200);
    assert_eq!(desk.add("Ana").await.unwrap().status(), 500);
}

#[tokio::test]
async fn the_same_seed_fails_the_same_requests() {
    let run = async |seed| {
        let faults = "500=0.2,drop_after=0.2,429=0.1".parse().unwrap();
        let desk = start_with(sandbox::Options { seed, faults, ..crate::desk::options() }).await;
        let mut seen = vec![];
        for _ in 0..60 {
            seen.push(desk.add("Ana").await.map_or(0, |answer| answer.status().as_u16()));
        }
        // A reset begins the same sequence again.
        desk.control("/reset", json!(null)).await;
        for kept in &seen {
            assert_eq!(desk.add("Ana").await.map_or(0, |answer| answer.status().as_u16()), *kept);
        }
        seen
    };
    let first = run(3).await;
    assert_eq!(first, run(3).await);
    assert_ne!(first, run(4).await);
    for status in [0, 201, 429, 500] {
        assert!(first.contains(&status), "{status} never came in {first:?}");
    }
}
