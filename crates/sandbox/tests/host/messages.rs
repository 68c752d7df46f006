//! What a stand-in sends by itself.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, extract::State, routing::post};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use crate::desk::{Running, start};

/// Text and signature of each letter that came.
type Came = Arc<Mutex<Vec<(String, String)>>>;

async fn receive(State(came): State<Came>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers["desk-signature"].to_str().unwrap().to_owned();
    came.lock().unwrap().push((String::from_utf8(body.to_vec()).unwrap(), signature));
    StatusCode::ACCEPTED
}

/// Somebody who is written to; gives the address and what came.
async fn addressee() -> (String, Came) {
    let came = Came::default();
    let elsewhere = async || (StatusCode::FOUND, [(header::LOCATION, "/in")]);
    let routes = Router::new().route("/in", post(receive)).route("/moved", post(elsewhere));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let app = routes.with_state(came.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (at, came)
}

/// Has a letter written and waits until it was sent; gives what the journal says of it.
async fn write(desk: &Running, url: String) -> Value {
    let letter = json!({"id": "1", "url": url, "text": "Dear Ana"});
    assert_eq!(desk.control("/commands/write", letter).await, (200, json!({"written": 1})));
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(5) {
        if let Some(line) = desk.journal().await.into_iter().find(|line| line["sent"] == true) {
            return line;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing was sent");
}

#[tokio::test]
async fn what_is_due_is_posted_once_and_written_down() {
    let (at, came) = addressee().await;
    let desk = start("").await;
    let line = write(&desk, format!("{at}/in")).await;
    assert_eq!((&line["path"], &line["status"]), (&json!(format!("{at}/in")), &json!(202)));
    assert_eq!(line["request"]["text"], "Dear Ana");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(*came.lock().unwrap(), [("Dear Ana".to_owned(), "signed".to_owned())]);
    let counters = &desk.look("/requests").await["counters"];
    assert_eq!((&counters["messages"], &counters["requests"]), (&json!(1), &json!(0)));
    let letters = desk.host.world("desk").unwrap().read(|all| all["letters"].clone());
    assert_eq!(letters[0]["answers"], json!([202]));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let (at, came) = addressee().await;
    let desk = start("").await;
    assert_eq!(write(&desk, format!("{at}/moved")).await["status"], 302);
    assert!(came.lock().unwrap().is_empty());
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_answer() {
    let desk = start("").await;
    let line = write(&desk, "http://127.0.0.1:1/in".into()).await;
    assert_eq!(line["status"], json!(null));
    assert!(line["response"]["text"].as_str().unwrap().starts_with("No answer"), "{line}");
}

#[tokio::test]
async fn a_command_that_is_not_known_is_refused_with_a_sentence() {
    let desk = start("").await;
    let (status, problem) = desk.control("/commands/burn", json!({})).await;
    assert_eq!((status, problem["detail"].as_str()), (400, Some("The desk can't burn.")));
}
