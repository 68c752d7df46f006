//! What every messenger keeps: an employee is found by address, a message is written once whatever is cut off and
//! however often it is asked for, it can be changed, and only what the messenger sent is believed.

mod desk;

use std::time::Duration;

use connect::{
    VendorError,
    messenger::{Heard, Message},
};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use desk::{Desk, key, question};

/// The faults that strike each request in turn.
const FAULTS: [&str; 9] =
    ["drop_after", "cut_body", "malformed", "drop_before", "refuse", "429", "500", "503", "expired_key"];

/// More requests than this no operation makes.
const MOST_REQUESTS: usize = 8;

/// Runs the suite for one vendor.
///
/// # Panics
/// Where the connector or the sandbox does not keep what it must.
pub async fn messenger(vendor: &str) {
    let desk = Desk::of(vendor).await;
    who_is_who(&desk).await;
    twice(&desk).await;
    struck(&desk).await;
    believed(&desk).await;
    // Last, because nobody can be written to from here on.
    taken_out(&desk).await;
}

async fn who_is_who(desk: &Desk) {
    let member = desk.new_member("ada.byron@example.org").await;
    let found = async |email: &str| desk.messenger().member(&desk.ctx, email).await.unwrap();
    assert_eq!(found("ada.byron@example.org").await, Some(member.clone()));
    assert_eq!(found("Ada.Byron@Example.ORG").await, Some(member));
    assert_eq!(found("nobody@example.org").await, None);
}

/// Everything twice.
async fn twice(desk: &Desk) {
    let member = desk.new_member("twice@example.org").await;
    let post = async || desk.messenger().post(&desk.ctx, &key(1), &member, &question()).await.unwrap();
    let place = post().await;
    assert_eq!(post().await, place);
    assert_eq!(desk.messages(&member), 1);
    assert!(desk.has_buttons(&member));
    let answered = Message { buttons: vec![], ..question() };
    for _ in 0..2 {
        desk.messenger().update(&desk.ctx, &place, &answered).await.unwrap();
        desk.messenger().home(&desk.ctx, &member, &answered).await.unwrap();
    }
    assert_eq!((desk.messages(&member), desk.has_buttons(&member)), (1, false));
    let other = desk.messenger().post(&desk.ctx, &key(2), &member, &question()).await.unwrap();
    assert_ne!(other, place);
    assert_eq!(desk.messages(&member), 2);
}

/// A message, cut off by each fault at its first request, at its second, and so on, then asked for again.
async fn struck(desk: &Desk) {
    let mut number = 100;
    for fault in FAULTS {
        for request in 1.. {
            assert!(request <= MOST_REQUESTS, "a message takes more than {MOST_REQUESTS} requests");
            number += 1;
            let when = format!("{fault} at request {request}");
            let member = desk.new_member(&format!("struck{number}@example.org")).await;
            let known = desk.struck().await;
            desk.faults(&format!("{fault}@{request}")).await;
            let outcome = desk.messenger().post(&desk.ctx, &key(number), &member, &question()).await;
            desk.faults("").await;
            let there = desk.messages(&member);
            match &outcome {
                Ok(_) => assert_eq!(there, 1, "{when}: said to be done"),
                Err(VendorError::Uncertain(_)) => {}
                Err(VendorError::Unavailable(_) | VendorError::RateLimited(_)) => {
                    assert_eq!(there, 0, "{when}: done, and yet {outcome:?}");
                }
                Err(VendorError::Auth(_)) if fault == "expired_key" => assert_eq!(there, 0, "{when}"),
                Err(error) => panic!("{when}: {error:?}"),
            }
            desk.messenger().post(&desk.ctx, &key(number), &member, &question()).await.unwrap();
            assert_eq!(desk.messages(&member), 1, "{when}: again");
            if desk.struck().await == known {
                break;
            }
        }
    }
}

/// What a press sends is believed as it came and for a few minutes, and nothing else is.
async fn believed(desk: &Desk) {
    let member = desk.new_member("presses@example.org").await;
    let place = desk.messenger().post(&desk.ctx, &key(3), &member, &question()).await.unwrap();
    let sent = desk.press(&member, &place, "pass").await;
    let pair = |(name, value): &(String, String)| {
        (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap())
    };
    let headers: HeaderMap = sent.headers.iter().map(pair).collect();
    let (messenger, now) = (desk.messenger(), desk.ctx.clock.now());
    let verify = |credentials, headers: &HeaderMap, body: &[u8], now| {
        messenger.verify(credentials, headers, body, now).is_ok()
    };
    assert!(verify(&desk.credentials, &headers, &sent.body, now));
    assert!(!verify(&desk.credentials, &headers, &[&sent.body[..], b"&"].concat(), now));
    assert!(!verify(&desk.credentials, &HeaderMap::new(), &sent.body, now));
    assert!(!verify(&desk.credentials, &headers, &sent.body, now + Duration::from_secs(3600)));
    let others = desk.credentials.with("signing_secret", "another");
    assert!(!verify(&others, &headers, &sent.body, now));
    let Ok(Heard::Press(press)) = messenger.read(&headers, &sent.body) else { panic!("a press is heard") };
    assert_eq!((press.member, press.answer, press.place), (member, "pass".to_owned(), place));
    assert_eq!(press.value, question().buttons[0].value);
}

/// An app that was taken out is told so.
async fn taken_out(desk: &Desk) {
    let member = desk.new_member("late@example.org").await;
    desk.command("uninstall", serde_json::json!({})).await;
    let refused = desk.messenger().post(&desk.ctx, &key(4), &member, &question()).await;
    assert!(matches!(refused, Err(VendorError::Auth(_))), "{refused:?}");
    assert_eq!(desk.messages(&member), 0);
}
