//! Sends deliveries, again and again where need be, and gives a webhook up whose address never answers well.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{Outgoing, World};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use super::announce::name;
use crate::pinpoint::sandbox::documents::text;

/// After the first try.
const MOST_REPEATS: u64 = 10;

/// The wait before the first repeat, in seconds. It doubles each time, so that the last repeat comes before a day
/// has passed even where chance makes every wait as long as it can be.
const FIRST_WAIT: u64 = 80;

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
        webhooks.find(|webhook| webhook["enabled"] != false && name(webhook) == &delivery["webhook"])?;
    let body = delivery["body"].as_str()?;
    Some(Outgoing {
        id: text(&delivery["id"]).into_owned(),
        url: webhook["url"].as_str()?.to_owned(),
        headers: vec![
            ("content-type".into(), "application/json".into()),
            ("pinpoint-hmac-sha256".into(), signature(&text(&webhook["secret"]), body)),
        ],
        body: body.into(),
    })
}

fn signature(secret: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// Takes down how a message was answered. Only 2xx is good.
pub fn answered(world: &World, id: &str, status: Option<u16>) {
    let now = world.clock.now().as_second();
    world.change(|documents| {
        let mut deliveries = documents["deliveries"].as_array_mut().into_iter().flatten();
        let Some(delivery) = deliveries.find(|delivery| delivery["id"] == id) else { return };
        delivery["status"] = status.into();
        if status.is_some_and(|status| (200..300).contains(&status)) {
            delivery["state"] = "delivered".into();
            return;
        }
        let failures = delivery["failures"].as_u64().unwrap_or_default() + 1;
        delivery["failures"] = failures.into();
        if failures <= MOST_REPEATS {
            delivery["next"] = (now + wait(id, failures)).into();
            return;
        }
        delivery["state"] = "given_up".into();
        let to = delivery["webhook"].clone();
        let mut webhooks = documents["webhooks"].as_array_mut().into_iter().flatten();
        if let Some(webhook) = webhooks.find(|webhook| name(webhook) == &to) {
            webhook["enabled"] = false.into();
        }
    });
}

/// The wait after so many failures, in seconds: up to a twentieth more or less, the same for the same delivery.
fn wait(id: &str, failures: u64) -> i64 {
    let doubled = FIRST_WAIT << failures.saturating_sub(1).min(MOST_REPEATS);
    let chance = id.bytes().fold(failures, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    // Between 95 and 105 in a hundred.
    i64::try_from(doubled * (95 + chance % 11) / 100).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_repeats_fit_into_a_day_whatever_chance_does() {
        for id in ["1", "77", "1234", "99999"] {
            let waits: Vec<_> = (1..=MOST_REPEATS).map(|failures| wait(id, failures)).collect();
            let whole: i64 = waits.iter().sum();
            assert!((70_000..=86_400).contains(&whole), "{id}: {whole}");
            assert!(waits.is_sorted());
        }
        assert_ne!(wait("1", 1), wait("2", 1));
    }

    #[test]
    fn the_signature_is_the_one_that_others_work_out() {
        // As openssl dgst -sha256 -hmac gives it.
        let told = signature("key", "The quick brown fox jumps over the lazy dog");
        assert_eq!(told, "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=");
    }
}
