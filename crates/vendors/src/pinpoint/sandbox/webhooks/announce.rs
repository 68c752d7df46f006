//! Makes a delivery for each webhook that asked for an event.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// A record that an event is about: its kind in a message, and its id.
pub type About<'a> = (&'static str, &'a str);

/// More deliveries that are done with than this are forgotten, the oldest first.
const KEPT: usize = 2_000;

/// Says to every webhook that asked for it that something happened. `drop_deliveries` of the documents says how many
/// messages get lost on the way from now on.
pub fn announce(documents: &mut Value, now: Timestamp, event: &str, about: &[About]) {
    let webhooks = documents["webhooks"].as_array().into_iter().flatten();
    let asked = |webhook: &&Value| {
        let mut events = webhook["events"].as_array().into_iter().flatten();
        webhook["enabled"] != false && events.any(|known| known == event)
    };
    let names: Vec<_> = webhooks.filter(asked).map(|webhook| name(webhook).clone()).collect();
    for webhook in names {
        deliver(documents, now, webhook, body(event, now, about));
    }
}

/// What a webhook is called in its deliveries: one that was written into the documents by hand has only its address.
pub fn name(webhook: &Value) -> &Value {
    if webhook["id"].is_null() { &webhook["url"] } else { &webhook["id"] }
}

/// Puts a message on its way.
pub fn deliver(documents: &mut Value, now: Timestamp, webhook: Value, body: String) -> String {
    let lost = documents["drop_deliveries"].as_u64().unwrap_or_default();
    if lost > 0 {
        documents["drop_deliveries"] = (lost - 1).into();
    }
    let id = documents["next_id"].as_u64().unwrap_or(1);
    documents["next_id"] = (id + 1).into();
    let delivery = json!({
        "id": id.to_string(),
        "webhook": webhook,
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
    id.to_string()
}

/// The message: what happened, when, and to which records.
pub fn body(event: &str, now: Timestamp, about: &[About]) -> String {
    // Ids are numbers here, unlike in the API.
    let number = |id: &str| id.parse::<u64>().map_or_else(|_| json!(id), |id| json!(id));
    let data: Map<_, _> =
        about.iter().map(|(kind, id)| ((*kind).to_owned(), json!({"id": number(id)}))).collect();
    json!({"event": event, "triggeredAt": now.as_second(), "data": data}).to_string()
}
