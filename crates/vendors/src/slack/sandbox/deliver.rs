//! What is sent to the app's address: interactions once, events again where the address did not answer.

use connect::{Outgoing, World};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::ids;
use crate::slack::signature;

/// Waits before an event is sent again, in seconds.
const AGAIN: [i64; 3] = [0, 60, 300];

/// More deliveries that are done with than this are forgotten, the oldest first.
const KEPT: usize = 500;

/// Puts something on its way; gives its name.
pub fn queue(documents: &mut Value, kind: &str, body: String, about: Value, now: Timestamp) -> String {
    let id = ids::next(documents).to_string();
    let delivery = json!({
        "id": id,
        "kind": kind,
        "body": body,
        "about": about,
        "state": "waiting",
        "failures": 0,
        "reason": null,
        "next": now.as_second(),
        "status": null,
    });
    if let Some(all) = documents["deliveries"].as_array_mut() {
        if all.len() >= KEPT
            && let Some(oldest) = all.iter().position(|one| one["state"] != "waiting")
        {
            all.remove(oldest);
        }
        all.push(delivery);
    }
    id
}

/// What is to be sent now, signed now.
pub fn due(world: &World) -> Vec<Outgoing> {
    let now = world.clock.now().as_second();
    world.read(|documents| {
        let all = documents["deliveries"].as_array().into_iter().flatten();
        let due = all
            .filter(|one| one["state"] == "waiting" && one["next"].as_i64().is_none_or(|next| next <= now));
        due.filter_map(|delivery| outgoing(documents, delivery, now)).collect()
    })
}

fn outgoing(documents: &Value, delivery: &Value, now: i64) -> Option<Outgoing> {
    let app = &documents["app"];
    let body = delivery["body"].as_str()?.to_owned();
    let url = app["request_url"].as_str().filter(|url| !url.is_empty())?.to_owned();
    let kind = match delivery["kind"].as_str() {
        Some("interaction") => "application/x-www-form-urlencoded",
        _ => "application/json",
    };
    let timestamp = now.to_string();
    let secret = app["signing_secret"].as_str().unwrap_or_default();
    let mut headers = vec![
        ("content-type".to_owned(), kind.to_owned()),
        (signature::SIGNATURE.to_owned(), signature::sign(secret, &timestamp, body.as_bytes())),
        (signature::TIMESTAMP.to_owned(), timestamp),
    ];
    let failures = delivery["failures"].as_u64().unwrap_or_default();
    if delivery["kind"] == "event" && failures > 0 {
        headers.push(("x-slack-retry-num".into(), failures.to_string()));
        headers.push(("x-slack-retry-reason".into(), delivery["reason"].as_str().unwrap_or_default().into()));
    }
    Some(Outgoing { id: delivery["id"].as_str()?.to_owned(), url, headers, body: body.into() })
}

/// Takes down how something was answered.
pub fn answered(world: &World, id: &str, status: Option<u16>, body: &[u8]) {
    let now = world.clock.now().as_second();
    world.change(|documents| {
        let challenge = documents["app"]["challenge"].as_str().map(str::to_owned);
        let mut all = documents["deliveries"].as_array_mut().into_iter().flatten();
        let Some(delivery) = all.find(|one| one["id"] == id) else { return };
        delivery["status"] = status.into();
        let good = status.is_some_and(|status| (200..300).contains(&status));
        match delivery["kind"].as_str() {
            Some("challenge") => {
                let proven = good && challenge.is_some_and(|challenge| echoes(body, &challenge));
                delivery["state"] = if proven { "answered" } else { "failed" }.into();
                documents["app"]["verified"] = proven.into();
            }
            _ if good => delivery["state"] = "answered".into(),
            Some("event") => {
                let failures = delivery["failures"].as_u64().unwrap_or_default();
                delivery["reason"] = if status.is_some() { "http_error" } else { "http_timeout" }.into();
                delivery["failures"] = (failures + 1).into();
                match usize::try_from(failures).ok().and_then(|failures| AGAIN.get(failures)) {
                    Some(wait) => delivery["next"] = (now + wait).into(),
                    None => delivery["state"] = "failed".into(),
                }
            }
            _ => delivery["state"] = "failed".into(),
        }
    });
}

/// The challenge comes back as plain text, as a form, or in JSON.
fn echoes(body: &[u8], challenge: &str) -> bool {
    let text = String::from_utf8_lossy(body);
    let json = || serde_json::from_slice::<Value>(body).is_ok_and(|body| body["challenge"] == challenge);
    text.trim() == challenge || text.trim() == format!("challenge={challenge}") || json()
}
