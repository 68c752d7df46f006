//! The control API.

use serde_json::{Value, json};

use crate::{
    desk::{Running, start},
    raw,
};

#[tokio::test]
async fn the_page_stands_at_its_address_with_and_without_a_slash() {
    let desk = start("").await;
    for path in ["", "/"] {
        let answer = desk.client.get(format!("{}{path}", desk.at.control_url)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn state_is_every_document() {
    let desk = start("").await;
    desk.add("Ana").await.unwrap();
    let state = desk.look("/state").await;
    assert_eq!(state, desk.host.world("desk").unwrap().read(Value::clone));
    assert_eq!(state["people"][4]["name"], "Ana");
}

#[tokio::test]
async fn the_journal_tells_what_was_asked_and_answered() {
    let desk = start("").await;
    desk.get("/people?page=1").await.unwrap();
    desk.add("Ana").await.unwrap();
    desk.add(&"x".repeat(9000)).await.unwrap();
    let document = desk.look("/requests").await;
    let [page, add, long] = document["requests"].as_array().unwrap().as_slice() else { panic!("{document}") };
    assert_eq!((&page["number"], &page["path"]), (&json!(1), &json!("/acme/v1/people?page=1")));
    assert_eq!((&add["method"], &add["status"]), (&json!("POST"), &json!(201)));
    assert_eq!(add["request"], json!({ "text": r#"{"name":"Ana"}"#, "bytes": 14, "truncated": false }));
    assert_eq!(long["request"]["text"].as_str().unwrap().len(), 4096);
    assert_eq!((&long["request"]["bytes"], &long["request"]["truncated"]), (&json!(9011), &json!(true)));
    assert_eq!(document["counters"]["statuses"], json!({ "200": 1, "201": 2 }));
    assert_eq!(desk.look("/requests?filter=post+ana").await["requests"].as_array().unwrap().len(), 1);
    assert_eq!(desk.look("/requests?limit=1").await["requests"][0]["number"], 3);
}

#[tokio::test]
async fn faults_are_replaced_as_rules_or_as_a_line() {
    let desk = start("500=1").await;
    assert_eq!(desk.add("Ana").await.unwrap().status(), 500);
    let (status, now) = desk.control("/faults", json!([{ "kind": "429", "nth": 1 }])).await;
    assert_eq!((status, &now), (200, &json!([{ "kind": "429", "rate": 0.0, "nth": 1 }])));
    assert_eq!(desk.look("/faults").await, now);
    assert_eq!(desk.add("Ana").await.unwrap().status(), 429);
    assert_eq!(desk.add("Ana").await.unwrap().status(), 201);
    assert_eq!(desk.control("/faults", json!("503=1")).await.0, 200);
    assert_eq!(desk.add("Ana").await.unwrap().status(), 503);
    assert_eq!(desk.control("/faults", json!([])).await, (200, json!([])));
    assert_eq!(desk.add("Ana").await.unwrap().status(), 201);
}

#[tokio::test]
async fn reset_goes_back_to_the_seed() {
    let desk = start("").await;
    let before = desk.look("/state").await;
    desk.add("Ana").await.unwrap();
    assert_eq!(desk.control("/reset", json!({})).await, (200, json!({ "seed": 1, "people": 4 })));
    assert_eq!(desk.look("/state").await, before);
    assert_eq!(desk.look("/requests").await["counters"]["requests"], 0);
}

#[tokio::test]
async fn another_seed_gives_other_people() {
    let desk = start("").await;
    let (status, now) = desk.control("/seed", json!({ "seed": 9, "people": 2 })).await;
    assert_eq!((status, now), (200, json!({ "seed": 9, "people": 2 })));
    assert_eq!(desk.names(), ["9-0", "9-1"]);
    desk.add("Ana").await.unwrap();
    desk.control("/reset", json!({})).await;
    assert_eq!(desk.names(), ["9-0", "9-1"], "a reset goes back to the seed that was set last");
}

#[tokio::test]
async fn the_clock_is_moved_held_and_released() {
    let desk = start("").await;
    let (_, held) = desk.control("/clock", json!({ "now": "2031-05-01T00:00:00Z" })).await;
    assert_eq!(held, json!({ "now": "2031-05-01T00:00:00Z", "pace": "held" }));
    desk.control("/clock", json!({ "advance_seconds": 3600 })).await;
    assert_eq!(desk.get("/time").await.unwrap().text().await.unwrap(), "2031-05-01T01:00:00Z");
    assert_eq!(desk.control("/clock", json!({ "real": true })).await.1["pace"], "real");
    assert_eq!(desk.control("/clock", json!({ "advance_seconds": -86400 })).await.1["pace"], "offset");
    assert_eq!(desk.look("/clock").await["pace"], "offset");
}

#[tokio::test]
async fn what_can_not_be_done_is_a_problem_that_says_why() {
    let desk = start("").await;
    for (control, body, why) in [
        ("/faults", json!([{ "kind": "explode", "rate": 1 }]), "explode"),
        ("/faults", json!([{ "kind": "500", "rat": 1 }]), "rat"),
        ("/faults", json!([{ "kind": "500", "rate": 1, "path": "x" }]), "begin with /"),
        ("/faults", json!({ "500": 1 }), "sequence"),
        ("/faults", json!("500=7"), "between 0 and 1"),
        ("/clock", json!({}), "advance_seconds"),
        ("/clock", json!({ "real": true, "advance_seconds": 1 }), "Say one of"),
        ("/clock", json!({ "advance_seconds": i64::MAX }), "No calendar"),
        ("/seed", json!({}), "Say a seed"),
        ("/seed", json!({ "people": 2_000_000 }), "At most"),
        ("/seed", json!({ "sed": 1 }), "sed"),
    ] {
        let url = format!("{}{control}", desk.at.control_url);
        let answer = desk.client.post(url).json(&body).send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        let status = answer.status().as_u16();
        let problem: Value = answer.json().await.unwrap();
        assert_eq!((kind.as_str(), status), ("application/problem+json", 400), "{control} {body}: {problem}");
        assert!(problem["detail"].as_str().unwrap().contains(why), "{control} {body}: {problem}");
    }
    assert_eq!(desk.control("/nowhere", json!({})).await.1["status"], 404);
    assert_eq!(desk.control("/state", json!({})).await.1["status"], 405);
    let odd = desk.client.get(format!("{}/requests?limit=x", desk.at.control_url)).send().await.unwrap();
    assert_eq!(odd.json::<Value>().await.unwrap()["status"], 400);
}

async fn status_of_reset(desk: &Running, headers: &str) -> String {
    let request =
        format!("POST /_gangway/reset HTTP/1.1\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n");
    raw::send(desk, &request).await.0[9..12].to_owned()
}

#[tokio::test]
async fn pages_of_other_sites_control_nothing() {
    let desk = start("").await;
    desk.add("Ana").await.unwrap();
    let host = format!("Host: {}\r\n", raw::address(&desk));
    let evil = "Origin: https://evil.example\r\n";
    assert_eq!(status_of_reset(&desk, "Host: rebound.evil.example\r\n").await, "403");
    assert_eq!(status_of_reset(&desk, &format!("{host}{evil}")).await, "403");
    assert_eq!(status_of_reset(&desk, &format!("{host}Sec-Fetch-Site: cross-site\r\n{evil}")).await, "403");
    let (page, _) =
        raw::send(&desk, "GET /_gangway/state HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .await;
    assert!(page.starts_with("HTTP/1.1 403") && !page.contains("people"), "{page}");
    assert_eq!(desk.names().len(), 5, "nothing was reset");
    let own = format!("Origin: http://{}\r\n", raw::address(&desk));
    assert_eq!(status_of_reset(&desk, &format!("{host}{own}")).await, "200");
    assert_eq!(desk.names().len(), 4);
}

#[tokio::test]
async fn the_page_shows_the_vendor_and_escapes_what_came_from_outside() {
    let desk = start("429=0.25").await;
    desk.control("/faults", json!("429[GET /x]=0.25")).await;
    desk.add("<script>alert(1)</script>").await.unwrap();
    let page = desk.client.get(&desk.at.control_url).send().await.unwrap();
    assert!(page.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    let page = page.text().await.unwrap();
    for shown in [
        "Desk &#38; Sons",
        "desk-key-1",
        desk.at.base_url.as_str(),
        "GET /people/{id}",
        "&#60;errors&#62;",
        "0.25",
    ] {
        assert!(page.contains(shown), "{shown} is not on the page");
    }
    assert!(!page.contains("<script>alert"), "a body from outside runs on the page");
    for asset in ["/page.css", "/page.js"] {
        let url = format!("{}{asset}", desk.at.control_url);
        assert!(desk.client.get(url).send().await.unwrap().text().await.unwrap().len() > 200);
    }
    let none = desk.client.get(format!("{}?filter=zzz", desk.at.control_url)).send().await.unwrap();
    assert!(none.text().await.unwrap().contains("No request"));
}

#[tokio::test]
async fn answers_carry_the_sandboxs_own_time() {
    let desk = start("").await;
    desk.control("/clock", json!({ "now": "2027-01-01T08:30:00Z" })).await;
    let answer = desk.get("/people").await.unwrap();
    assert_eq!(answer.headers()["date"], "Fri, 01 Jan 2027 08:30:00 GMT");
}
