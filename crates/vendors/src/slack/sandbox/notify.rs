//! What the vendor tells people by Slackbot, and the app by events.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{deliver, ids, methods};

/// Writes to a member as Slackbot.
pub fn slackbot(documents: &mut Value, member: &str, text: &str, now: Timestamp) {
    let channel = methods::slackbots(documents, member);
    let ts = ids::ts(documents, now);
    let message = json!({"user": "USLACKBOT", "type": "message", "ts": ts, "text": text, "blocks": []});
    if let Some(all) = documents["messages"][&channel].as_array_mut() {
        all.push(message);
    }
}

/// Sends the app an event.
pub fn event(documents: &mut Value, event: Value, now: Timestamp) {
    let id = ids::new(documents, "Ev");
    let envelope = json!({
        "team_id": documents["team"]["id"],
        "api_app_id": documents["app"]["id"],
        "event": event,
        "type": "event_callback",
        "event_id": id,
        "event_time": now.as_second(),
    });
    deliver::queue(documents, "event", envelope.to_string(), Value::Null, now);
}

/// Asks the app's new address to prove that somebody listens there.
pub fn challenge(documents: &mut Value, now: Timestamp) {
    let challenge = ids::secret(documents, "challenge");
    documents["app"]["verified"] = false.into();
    documents["app"]["challenge"] = challenge.clone().into();
    let body = json!({"token": "sandbox", "challenge": challenge, "type": "url_verification"}).to_string();
    deliver::queue(documents, "challenge", body, Value::Null, now);
}
