//! A press, from the button to what the connector makes of it.

use std::time::Duration;

use connect::{Clock as _, Key, Messenger as _, Outgoing, StandIn as _, messenger::Heard};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::stage::{Stage, question};
use crate::slack::{Sandbox, Slack};

const MEMBER: &str = "U0100000004";

fn headers(message: &Outgoing) -> HeaderMap {
    let pair = |(name, value): &(String, String)| {
        (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap())
    };
    message.headers.iter().map(pair).collect()
}

fn heard(stage: &Stage, message: &Outgoing) -> Heard {
    let (headers, now) = (headers(message), stage.clock.now());
    Slack.verify(&stage.credentials(""), &headers, &message.body, now).unwrap();
    Slack.read(&headers, &message.body).unwrap()
}

/// The one message that is due, but the challenge of the stage's own address.
fn due(stage: &Stage) -> Vec<Outgoing> {
    let all = Sandbox.due(&stage.world);
    all.into_iter().filter(|one| !String::from_utf8_lossy(&one.body).contains("url_verification")).collect()
}

async fn pressed(stage: &Stage) -> Outgoing {
    let ctx = stage.installed();
    let place = Slack.post(&ctx, &Key("m".into()), MEMBER, &question()).await.unwrap();
    let wish = json!({"as": MEMBER, "channel": place.channel, "ts": place.message, "action_id": "pass"});
    Sandbox.command(&stage.world, "press", &wish).unwrap();
    let mut due = due(stage);
    assert_eq!(due.len(), 1);
    due.remove(0)
}

#[tokio::test]
async fn a_press_says_who_what_and_about_which_message() {
    let stage = Stage::new().await;
    let message = pressed(&stage).await;
    let Heard::Press(press) = heard(&stage, &message) else { panic!() };
    assert_eq!(
        (press.member.as_str(), press.answer.as_str(), press.value.as_str()),
        (MEMBER, "pass", "request-1")
    );
    assert!(press.place.channel.starts_with('D') && press.place.message.contains('.'));
    Sandbox.answered(&stage.world, &message.id, Some(200));
    assert_eq!(due(&stage), []);
    // What comes again is the same press, though it is signed anew; another press is not.
    stage.clock.advance(Duration::from_secs(2));
    Sandbox.command(&stage.world, "repeat_delivery", &json!({"delivery": message.id})).unwrap();
    let again = due(&stage).remove(0);
    assert_ne!(headers(&again)["x-slack-signature"], headers(&message)["x-slack-signature"]);
    assert_eq!(heard(&stage, &again), Heard::Press(press.clone()));
    Sandbox.answered(&stage.world, &again.id, Some(200));
    let wish =
        json!({"as": MEMBER, "channel": press.place.channel, "ts": press.place.message, "action_id": "pass"});
    Sandbox.command(&stage.world, "press", &wish).unwrap();
    let Heard::Press(other) = heard(&stage, &due(&stage)[0]) else { panic!() };
    assert_ne!(other.dedupe, press.dedupe);
}

#[tokio::test]
async fn a_press_that_nobody_answers_is_said_and_not_repeated() {
    let stage = Stage::new().await;
    let message = pressed(&stage).await;
    let page = format!("/client?as={MEMBER}");
    assert!(stage.page(&page).await.2.contains("http-equiv=\"refresh\""));
    Sandbox.answered(&stage.world, &message.id, None);
    assert!(stage.page(&page).await.2.contains("did not answer well within 3 seconds"));
    stage.clock.advance(Duration::from_secs(3600));
    assert_eq!(due(&stage), []);
    assert_eq!(Sandbox.patience(), Duration::from_secs(3));
}

#[tokio::test]
async fn only_a_button_that_is_there_is_pressed_and_only_by_its_reader() {
    let stage = Stage::new().await;
    let message = pressed(&stage).await;
    let Heard::Press(press) = heard(&stage, &message) else { panic!() };
    let wish = |member: &str, action: &str| json!({"as": member, "channel": press.place.channel, "ts": press.place.message, "action_id": action});
    assert!(Sandbox.command(&stage.world, "press", &wish("U0100000005", "pass")).is_err());
    assert!(Sandbox.command(&stage.world, "press", &wish(MEMBER, "other")).is_err());
}

#[tokio::test]
async fn an_event_comes_three_times_more_where_nobody_answers() {
    let stage = Stage::new().await;
    stage.installed();
    Sandbox.command(&stage.world, "uninstall", &json!({})).unwrap();
    let mut tries = vec![];
    for wait in [0, 0, 60, 300] {
        stage.clock.advance(Duration::from_secs(wait));
        let message = due(&stage).remove(0);
        assert_eq!(heard(&stage, &message), Heard::Removed);
        let number =
            headers(&message).get("x-slack-retry-num").map(|number| number.to_str().unwrap().to_owned());
        tries.push(number);
        Sandbox.answered(&stage.world, &message.id, Some(500));
    }
    assert_eq!(tries, [None, Some("1".into()), Some("2".into()), Some("3".into())]);
    stage.clock.advance(Duration::from_secs(3600));
    assert_eq!(due(&stage), []);
}

#[tokio::test]
async fn an_address_is_proven_by_giving_the_challenge_back() {
    let stage = Stage::new().await;
    let message = Sandbox.due(&stage.world).remove(0);
    let Heard::Challenge(challenge) = heard(&stage, &message) else { panic!() };
    let verified = || stage.world.read(|documents| documents["app"]["verified"].clone());
    Sandbox.answered_with(&stage.world, &message.id, Some(200), b"hello");
    assert_eq!(verified(), Value::from(false));
    Sandbox.command(&stage.world, "repeat_delivery", &json!({"delivery": message.id})).unwrap();
    let message = Sandbox.due(&stage.world).remove(0);
    Sandbox.answered_with(&stage.world, &message.id, Some(200), challenge.as_bytes());
    assert_eq!(verified(), Value::from(true));
}

#[tokio::test]
async fn what_is_nothing_to_us_is_nothing() {
    let read = |kind: &'static str, body: &str| {
        let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static(kind))]);
        Slack.read(&headers, body.as_bytes())
    };
    const FORM: &str = "application/x-www-form-urlencoded";
    let view = r#"payload={"type":"view_closed","user":{"id":"U1"}}"#;
    assert_eq!(read(FORM, view), Ok(Heard::Nothing("view_closed".into())));
    let home = r#"{"type":"event_callback","event":{"type":"app_home_opened","user":"U1","tab":"home"}}"#;
    assert_eq!(read("application/json", home), Ok(Heard::HomeOpened("U1".into())));
    assert!(read(FORM, "payload=%7B").is_err() && read(FORM, "x=1").is_err());
    assert!(read("application/json", "[]").is_err());
}
