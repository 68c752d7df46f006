//! Starting, announcing, stopping.

use std::sync::Arc;

use connect::clock::SystemClock;
use sandbox::{Host, HostError, Options};
use serde_json::json;

use crate::desk::{Desk, options, start};

#[tokio::test]
async fn the_announcement_is_one_line_with_all_that_a_caller_needs() {
    let desk = start("").await;
    let port = desk.at.base_url.split([':', '/']).nth(4).unwrap().to_owned();
    assert_eq!(
        serde_json::to_value(&desk.at).unwrap(),
        json!({
            "vendor": "desk",
            "base_url": format!("http://127.0.0.1:{port}/acme/v1"),
            "credentials": { "tenant": "acme", "api_key": "desk-key-1" },
            "control_url": format!("http://127.0.0.1:{port}/_gangway"),
        })
    );
    assert_eq!(desk.get("/people/0").await.unwrap().text().await.unwrap(), r#"{"name":"1-0"}"#);
}

#[tokio::test]
async fn several_stand_ins_take_ports_in_a_row() {
    // A pair of free ports is looked for; somebody else may take the second one meanwhile.
    for _ in 0..20 {
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let options = Options { listen: free, ..options() };
        let Ok(host) =
            Host::start(vec![Arc::new(Desk), Arc::new(Desk)], options, Arc::new(SystemClock)).await
        else {
            continue;
        };
        let urls: Vec<_> = host.announcements().into_iter().map(|at| at.base_url).collect();
        let expected = [free.port(), free.port() + 1].map(|port| format!("http://127.0.0.1:{port}/acme/v1"));
        assert_eq!(urls, expected);
        return;
    }
    panic!("no two free ports in a row");
}

#[tokio::test]
async fn a_port_that_is_taken_is_said() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = Options { listen: taken.local_addr().unwrap(), ..options() };
    let error = Host::start(vec![Arc::new(Desk)], options, Arc::new(SystemClock)).await.err().unwrap();
    assert!(matches!(error, HostError::Listen { .. }));
    assert!(error.to_string().contains("Choose another"), "{error}");
}

#[tokio::test]
async fn a_panic_of_the_stand_in_is_an_answer() {
    let desk = start("").await;
    let url = format!("{}/panic", desk.at.base_url);
    assert_eq!(desk.client.post(url).send().await.unwrap().status(), 500);
    assert_eq!(desk.journal().await[0]["status"], 500);
}

#[tokio::test]
async fn a_stop_lets_requests_end_and_takes_no_more() {
    let desk = start("delay@1:300ms").await;
    let (client, base) = (desk.client.clone(), desk.at.base_url.clone());
    let slow = tokio::spawn(async move { client.get(format!("{base}/people")).send().await });
    while desk.look("/requests").await["counters"]["requests"] == 0 {
        tokio::task::yield_now().await;
    }
    let (client, base) = (desk.client.clone(), desk.at.base_url.clone());
    desk.host.stop().await.unwrap();
    assert_eq!(slow.await.unwrap().unwrap().status(), 200);
    assert!(client.get(base).send().await.unwrap_err().is_connect());
}
