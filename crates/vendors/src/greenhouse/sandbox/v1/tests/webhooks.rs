//! What is announced, and how it is sent.

use std::time::Duration;

use connect::{Credentials, Outgoing, StandIn as _, Webhooks as _};
use http::{HeaderMap, HeaderName, HeaderValue};
use model::remote::RecordKind;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::api::Api;
use crate::greenhouse::{
    connector::Greenhouse,
    sandbox::{Sandbox, webhooks::SECRET},
};

/// A tenant with a webhook whose ping was answered.
fn announcing() -> Api {
    let api = Api::seeded(30);
    Sandbox.announce_to(&api.world, "https://gangway.example.com/hook");
    let [ping] = due(&api).try_into().unwrap();
    assert_eq!(told(&ping)["action"], "ping");
    Sandbox.answered(&api.world, &ping.id, Some(200));
    api
}

fn due(api: &Api) -> Vec<Outgoing> {
    Sandbox.due(&api.world)
}

fn told(message: &Outgoing) -> Value {
    serde_json::from_slice(&message.body).unwrap()
}

fn headers(message: &Outgoing) -> HeaderMap {
    let pair = |(name, value): &(String, String)| {
        (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap())
    };
    message.headers.iter().map(pair).collect()
}

#[tokio::test]
async fn a_rejection_is_announced_signed_and_understood() {
    let api = announcing();
    let id = api.first("applications", "status", "in_process");
    let path = format!("/v1/applications/{id}/reject");
    api.send("POST", &path, json!({"rejection_reason_id": 1_000_501})).await;
    let [message] = due(&api).try_into().unwrap();
    let payload = &told(&message)["payload"]["application"];
    assert_eq!(
        (&payload["status"], &payload["rejection_reason"]["id"]),
        (&"rejected".into(), &1_000_501.into())
    );
    let credentials = Credentials::new([("webhook_secret".to_owned(), SecretString::from(SECRET))]);
    let headers = headers(&message);
    Greenhouse.verify(&credentials, &headers, &message.body).unwrap();
    assert!(Greenhouse.verify(&credentials, &headers, b"{}").is_err());
    let announced = Greenhouse.read(&headers, &message.body).unwrap();
    assert_eq!(announced.event, "reject_candidate");
    assert!(announced.about.contains(&(RecordKind::Application, id.to_string())));
}

#[tokio::test]
async fn only_200_is_good_and_seven_attempts_are_made() {
    let api = announcing();
    let person = api.get("/v1/candidates").await.ids()[0];
    api.send("PUT", &format!("/v1/candidates/{person}/tags/1000704"), json!({})).await;
    let [first] = due(&api).try_into().unwrap();
    let mut attempts = 0;
    for minutes in [0, 1, 15, 60, 120, 240, 480] {
        if minutes > 0 {
            api.clock.advance(Duration::from_secs(minutes * 60 - 1));
            assert!(due(&api).is_empty(), "before {minutes} minutes");
            api.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(due(&api), std::slice::from_ref(&first), "after {minutes} minutes");
        Sandbox.answered(&api.world, &first.id, Some(204));
        attempts += 1;
    }
    api.clock.advance(Duration::from_secs(9 * 24 * 3600));
    assert_eq!((attempts, due(&api).len()), (7, 0));
    Sandbox
        .command(&api.world, "repeat_delivery", &json!({"delivery": first.id.parse::<u64>().unwrap()}))
        .unwrap();
    assert_eq!(due(&api), [first]);
}

#[tokio::test]
async fn a_webhook_whose_ping_fails_stays_off_until_a_person_switches_it_on() {
    let api = Api::seeded(30);
    let wish = json!({"url": "https://gangway.example.com/hook", "actions": ["update_candidate"]});
    let webhook = Sandbox.command(&api.world, "add_webhook", &wish).unwrap();
    Sandbox.answered(&api.world, &due(&api)[0].id, Some(404));
    let change = json!({"table": "candidates", "id": api.get("/v1/candidates").await.ids()[0], "set": {"title": "Baker"}});
    let changed = Sandbox.command(&api.world, "change", &change).unwrap();
    assert_eq!(
        (&changed["title"], &changed["updated_at"]),
        (&"Baker".into(), &"2026-11-24T12:00:00.000Z".into())
    );
    assert!(due(&api).is_empty());
    Sandbox.command(&api.world, "enable_webhook", &json!({"webhook": webhook["id"]})).unwrap();
    Sandbox.answered(&api.world, &due(&api)[0].id, Some(200));
    Sandbox.command(&api.world, "change", &change).unwrap();
    assert_eq!(told(&due(&api)[0])["payload"]["candidate"]["title"], "Baker");
    Sandbox.command(&api.world, "drop_deliveries", &json!({"count": 1})).unwrap();
    Sandbox.command(&api.world, "change", &change).unwrap();
    assert_eq!(due(&api).len(), 1);
}

#[tokio::test]
async fn a_person_on_the_site_adds_sources_and_takes_keys_back() {
    let api = Api::seeded(3);
    let command = |name: &str, wish: Value| Sandbox.command(&api.world, name, &wish);
    let source = command("add_source", json!({"name": "Gangway", "type": "Referrals"})).unwrap();
    assert_eq!(source["type"]["id"], 4);
    assert!(api.get("/v1/sources").await.ids().contains(&source["id"].as_u64().unwrap()));
    command("remove_source", json!({"id": source["id"]})).unwrap();
    assert!(!api.get("/v1/sources").await.ids().contains(&source["id"].as_u64().unwrap()));
    let key = crate::greenhouse::sandbox::seed::FULL_KEY;
    command("set_permissions", json!({"key": key, "permissions": ["jobs.list"]})).unwrap();
    assert_eq!((api.get("/v1/jobs").await.status, api.get("/v1/sources").await.status), (200, 403));
    command("revoke", json!({"key": key})).unwrap();
    assert_eq!(api.get("/v1/jobs").await.status, 401);
    for (name, wish) in [
        ("remove_source", json!({"id": source["id"]})),
        ("remove_source", json!({"id": 1_000_401})),
        ("revoke", json!({})),
        ("revoke", json!({"key": "nobody's"})),
        ("change", json!({"table": "jobs", "id": 1, "set": {}})),
        ("add_webhook", json!({"url": "ftp://example.com"})),
        ("dance", json!({})),
    ] {
        assert!(command(name, wish).is_err(), "{name}");
    }
}
