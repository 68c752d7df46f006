//! Messages on their way, with a clock that stands until it is moved.

use std::{sync::Arc, time::Duration};

use connect::{Credentials, StandIn as _, Webhooks as _, World, clock::HeldClock};
use http::{HeaderMap, HeaderName};
use serde_json::{Value, json};

use crate::pinpoint::{connector::Pinpoint, sandbox::Sandbox};

/// A tenant with its clock.
struct Tenant {
    world: World,
    clock: Arc<HeldClock>,
}

impl Tenant {
    fn new() -> Self {
        let clock = Arc::new(HeldClock::at("2026-11-24T12:00:00Z".parse().unwrap()));
        Self { world: World::new(Sandbox.seed(7, 40), clock.clone()), clock }
    }

    fn command(&self, name: &str, wish: Value) -> Result<Value, String> {
        Sandbox.command(&self.world, name, &wish)
    }

    fn delivery(&self, place: usize) -> Value {
        self.world.read(|documents| documents["deliveries"][place].clone())
    }
}

#[test]
fn a_message_proves_itself_to_the_connector() {
    let tenant = Tenant::new();
    tenant.command("add_webhook", json!({"url": "http://127.0.0.1:9/hooks/1"})).unwrap();
    tenant.command("send_test", json!({})).unwrap();
    let due = Sandbox.due(&tenant.world);
    let [message] = due.as_slice() else { panic!("{due:?}") };
    assert_eq!(message.url, "http://127.0.0.1:9/hooks/1");
    let headers: HeaderMap = message
        .headers
        .iter()
        .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()))
        .collect();
    let secret = Sandbox.credentials()["webhook_secret"].clone();
    let credentials =
        |secret: &str| Credentials::new([("webhook_secret".to_owned(), secret.to_owned().into())]);
    Pinpoint.verify(&credentials(&secret), &headers, &message.body).unwrap();
    assert!(Pinpoint.verify(&credentials("another"), &headers, &message.body).is_err());
    let said = Pinpoint.read(&headers, &message.body).unwrap();
    assert_eq!((said.event.as_str(), said.about.len()), ("application_hired", 1));
    let body: Value = serde_json::from_slice(&message.body).unwrap();
    assert_eq!(body["triggeredAt"], 1_795_521_600);
    assert!(body["data"]["application"]["id"].is_u64() && body["data"]["job"]["id"].is_u64());
}

#[test]
fn what_was_answered_well_is_not_sent_again() {
    let tenant = Tenant::new();
    tenant.command("add_webhook", json!({"url": "http://127.0.0.1:9/"})).unwrap();
    tenant.command("send_test", json!({})).unwrap();
    let id = Sandbox.due(&tenant.world)[0].id.clone();
    Sandbox.answered(&tenant.world, &id, Some(204));
    assert_eq!(
        (Sandbox.due(&tenant.world), tenant.delivery(0)["state"].clone()),
        (vec![], json!("delivered"))
    );
    tenant.command("repeat_delivery", json!({"delivery": id})).unwrap();
    assert_eq!(Sandbox.due(&tenant.world).len(), 1);
}

#[test]
fn ten_repeats_come_within_a_day_and_then_the_webhook_is_switched_off() {
    let tenant = Tenant::new();
    tenant.command("add_webhook", json!({"url": "http://127.0.0.1:9/"})).unwrap();
    tenant.command("send_test", json!({})).unwrap();
    let began = tenant.world.clock.now();
    let mut sent = 0;
    while tenant.world.clock.now().duration_since(began).as_hours() < 48 {
        for message in Sandbox.due(&tenant.world) {
            sent += 1;
            // A redirect is as bad as an error, and as no answer at all.
            Sandbox.answered(&tenant.world, &message.id, [Some(302), Some(500), None][sent % 3]);
            assert!(tenant.world.clock.now().duration_since(began).as_secs_f64() <= 86_400.0);
        }
        tenant.clock.advance(Duration::from_secs(20));
    }
    assert_eq!(sent, 11);
    assert_eq!(tenant.delivery(0)["state"], "given_up");
    assert_eq!(tenant.world.read(|documents| documents["webhooks"][0]["enabled"].clone()), false);
    let webhook = tenant.world.read(|documents| documents["webhooks"][0]["id"].clone());
    let enabled = tenant.command("enable_webhook", json!({"webhook": webhook})).unwrap();
    assert_eq!((enabled["enabled"].clone(), Sandbox.due(&tenant.world)), (json!(true), vec![]));
    let refused = tenant.command("send_test", json!({"event": "nonsense"})).unwrap_err();
    assert!(refused.contains("nonsense"), "{refused}");
}

#[test]
fn lost_messages_are_lost_and_later_ones_are_not() {
    let tenant = Tenant::new();
    tenant.command("add_webhook", json!({"url": "http://127.0.0.1:9/"})).unwrap();
    tenant.command("drop_deliveries", json!({"count": 2})).unwrap();
    for _ in 0..3 {
        tenant.command("send_test", json!({})).unwrap();
    }
    assert_eq!(Sandbox.due(&tenant.world).len(), 1);
    assert_eq!(
        (tenant.delivery(1)["state"].clone(), tenant.delivery(2)["state"].clone()),
        (json!("dropped"), json!("waiting"))
    );
}

#[test]
fn what_can_not_be_a_webhook_is_refused_with_a_sentence() {
    let tenant = Tenant::new();
    for (wish, told) in [
        (json!({"url": "ftp://example.com"}), "http"),
        (json!({"url": "http://example.com", "events": ["job_eaten"]}), "job_eaten"),
        (json!({"url": "http://example.com", "colour": "green"}), "colour"),
    ] {
        let refused = tenant.command("add_webhook", wish).unwrap_err();
        assert!(refused.contains(told), "{refused}");
    }
    assert!(tenant.command("send_test", json!({})).unwrap_err().contains("add_webhook"));
    assert!(tenant.command("repeat_delivery", json!({"delivery": "1"})).is_err());
    assert!(tenant.command("paint", json!({})).is_err());
}
