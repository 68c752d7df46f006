//! Makes a delivery for each webhook that asked for an action.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::payload;
use crate::greenhouse::sandbox::rows;

/// The record that an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An application, told with its person and its job.
    Application(u64),
    /// A person.
    Candidate(u64),
    /// A job.
    Job(u64),
}

/// More deliveries that are done with than this are forgotten, the oldest first.
const KEPT: usize = 2_000;

/// Says to every webhook that asked for it that something happened, with the record as it is now: to be called after
/// the change, in the same [`connect::World::change`].
pub fn announce(documents: &mut Value, now: Timestamp, action: &str, about: About) {
    let webhooks = documents["webhooks"].as_array().into_iter().flatten();
    let asked = |webhook: &&Value| {
        let mut actions = webhook["actions"].as_array().into_iter().flatten();
        webhook["enabled"] != false && actions.any(|known| known == action)
    };
    let ids: Vec<_> = webhooks.filter(asked).filter_map(|webhook| webhook["id"].as_u64()).collect();
    if ids.is_empty() {
        return;
    }
    let body = body(action, &payload::payload(documents, about));
    for webhook in ids {
        deliver(documents, now, webhook, action, body.clone());
    }
}

/// Puts a message on its way; gives its number. `drop_deliveries` of the documents says how many get lost from now on.
pub fn deliver(documents: &mut Value, now: Timestamp, webhook: u64, action: &str, body: String) -> u64 {
    let lost = documents["drop_deliveries"].as_u64().unwrap_or_default();
    if lost > 0 {
        documents["drop_deliveries"] = json!(lost - 1);
    }
    let id = rows::next_id(documents);
    let delivery = json!({
        "id": id,
        "webhook": webhook,
        "action": action,
        "body": body,
        "state": if lost > 0 { "dropped" } else { "waiting" },
        "failures": 0,
        "next": now.as_second(),
        "status": null,
    });
    match &mut documents["deliveries"] {
        Value::Array(deliveries) => {
            if deliveries.len() >= KEPT
                && let Some(oldest) = deliveries.iter().position(|delivery| delivery["state"] != "waiting")
            {
                deliveries.remove(oldest);
            }
            deliveries.push(delivery);
        }
        none => *none = json!([delivery]),
    }
    id
}

/// The message's text. Signs that mean something in HTML are escaped, and then it is signed.
pub fn body(action: &str, payload: &Value) -> String {
    let mut text = String::new();
    for letter in json!({"action": action, "payload": payload}).to_string().chars() {
        match letter {
            // They stand inside strings only.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                text.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_html_are_escaped_and_mean_the_same() {
        let text = body("ping", &json!({"name": "<b>Fish & Chips</b>"}));
        assert!(text.contains(r"\u003cb\u003eFish \u0026 Chips\u003c/b\u003e"), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["payload"]["name"], "<b>Fish & Chips</b>");
    }
}
