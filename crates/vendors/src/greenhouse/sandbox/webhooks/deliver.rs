//! Sends deliveries, again and again where need be.

use connect::{Outgoing, World};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

/// The waits between the seven attempts, in seconds.
const WAITS: [i64; 6] = [60, 15 * 60, 60 * 60, 120 * 60, 240 * 60, 480 * 60];

/// The messages whose time has come.
pub fn due(world: &World) -> Vec<Outgoing> {
    let now = world.clock.now().as_second();
    world.read(|documents| {
        let deliveries = documents["deliveries"].as_array().into_iter().flatten();
        let waiting = deliveries
            .filter(|one| one["state"] == "waiting" && one["next"].as_i64().is_none_or(|next| next <= now));
        waiting.filter_map(|delivery| message(documents, delivery)).collect()
    })
}

/// The message of a delivery; none while its webhook is switched off or gone.
fn message(documents: &Value, delivery: &Value) -> Option<Outgoing> {
    let mut webhooks = documents["webhooks"].as_array().into_iter().flatten();
    let webhook =
        webhooks.find(|webhook| webhook["enabled"] != false && webhook["id"] == delivery["webhook"])?;
    let (id, body) = (delivery["id"].to_string(), delivery["body"].as_str()?);
    let secret = webhook["secret"].as_str().unwrap_or_default();
    Some(Outgoing {
        url: webhook["url"].as_str()?.to_owned(),
        headers: vec![
            ("content-type".into(), "application/json".into()),
            ("greenhouse-event-id".into(), id.clone()),
            ("signature".into(), format!("sha256 {}", signature(secret, body))),
        ],
        id,
        body: body.into(),
    })
}

fn signature(secret: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// Takes down how a message was answered. Only 200 is good. A ping is tried once, and switches its webhook off where
/// it fails.
pub fn answered(world: &World, id: &str, status: Option<u16>) {
    let now = world.clock.now().as_second();
    world.change(|documents| {
        let mut deliveries = documents["deliveries"].as_array_mut().into_iter().flatten();
        let Ok(id) = id.parse::<u64>() else { return };
        let Some(delivery) = deliveries.find(|delivery| delivery["id"] == id) else { return };
        delivery["status"] = json!(status);
        if status == Some(200) {
            delivery["state"] = json!("delivered");
            return;
        }
        let failures = delivery["failures"].as_u64().unwrap_or_default() + 1;
        delivery["failures"] = json!(failures);
        let is_ping = delivery["action"] == "ping";
        let again = usize::try_from(failures - 1).ok().and_then(|tried| WAITS.get(tried));
        match again.filter(|_| !is_ping) {
            Some(wait) => delivery["next"] = json!(now + wait),
            None => delivery["state"] = json!("given_up"),
        }
        if is_ping {
            let to = delivery["webhook"].clone();
            let mut webhooks = documents["webhooks"].as_array_mut().into_iter().flatten();
            if let Some(webhook) = webhooks.find(|webhook| webhook["id"] == to) {
                webhook["enabled"] = json!(false);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_that_others_work_out() {
        // As openssl dgst -sha256 -hmac gives it.
        let told = signature("key", "The quick brown fox jumps over the lazy dog");
        assert_eq!(told, "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    #[test]
    fn seven_attempts_take_about_fifteen_hours() {
        assert_eq!(WAITS.iter().sum::<i64>(), (15 * 60 + 16) * 60);
    }
}
