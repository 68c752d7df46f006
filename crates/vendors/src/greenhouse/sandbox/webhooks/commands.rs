//! What a person does on the vendor's page of webhooks. Losing deliveries is not on that page; it is there to see what
//! a caller does without them.

use connect::World;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ACTIONS, SECRET,
    announce::{body, deliver},
};
use crate::greenhouse::sandbox::{commands::read, rows};

/// A webhook that is wanted. Without actions it gets all; without a secret it gets the sandbox's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewWebhook {
    url: String,
    secret: Option<String>,
    actions: Option<Vec<String>>,
}

/// Which webhook is switched on again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Enable {
    webhook: u64,
}

/// Which delivery is sent once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeat {
    delivery: u64,
}

/// How many deliveries get lost from now on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drop {
    count: u64,
}

/// Carries a command out; none where it is not about webhooks.
pub fn command(world: &World, name: &str, wish: &Value) -> Option<Result<Value, String>> {
    let now = world.clock.now();
    Some(match name {
        "add_webhook" => read(wish).and_then(|wish| world.change(|documents| add(documents, now, wish))),
        "enable_webhook" => {
            read(wish).and_then(|wish: Enable| world.change(|documents| enable(documents, now, wish.webhook)))
        }
        "repeat_delivery" => read(wish)
            .and_then(|wish: Repeat| world.change(|documents| repeat(documents, now, wish.delivery))),
        "drop_deliveries" => read(wish).map(|wish: Drop| {
            world.change(|documents| documents["drop_deliveries"] = json!(wish.count));
            json!({"drop_deliveries": wish.count})
        }),
        _ => return None,
    })
}

fn add(documents: &mut Value, now: Timestamp, wish: NewWebhook) -> Result<Value, String> {
    if !wish.url.starts_with("http://") && !wish.url.starts_with("https://") {
        return Err("A webhook's address begins with http:// or https://.".into());
    }
    let actions = wish.actions.unwrap_or_else(|| ACTIONS.map(str::to_owned).to_vec());
    if let Some(unknown) = actions.iter().find(|action| !ACTIONS.contains(&action.as_str())) {
        return Err(format!("There is no action “{unknown}”. There are {}.", ACTIONS.join(", ")));
    }
    let webhook = json!({
        "id": rows::next_id(documents),
        "url": wish.url,
        "secret": wish.secret.unwrap_or_else(|| SECRET.into()),
        "actions": actions,
        "enabled": true,
    });
    match &mut documents["webhooks"] {
        Value::Array(webhooks) => webhooks.push(webhook.clone()),
        none => *none = json!([webhook]),
    }
    ping(documents, now, &webhook);
    Ok(webhook)
}

/// Tries the address with the webhook's settings, as the vendor does whenever one is made or changed.
fn ping(documents: &mut Value, now: Timestamp, webhook: &Value) {
    let settings =
        json!({"web_hook_id": webhook["id"], "url": webhook["url"], "actions": webhook["actions"]});
    let id = webhook["id"].as_u64().unwrap_or_default();
    deliver(documents, now, id, "ping", body("ping", &settings));
}

fn enable(documents: &mut Value, now: Timestamp, id: u64) -> Result<Value, String> {
    let mut webhooks = documents["webhooks"].as_array_mut().into_iter().flatten();
    let found = webhooks.find(|webhook| webhook["id"] == id);
    let found = found.ok_or_else(|| format!("There is no webhook {id}."))?;
    found["enabled"] = json!(true);
    let webhook = found.clone();
    ping(documents, now, &webhook);
    Ok(webhook)
}

/// Sends the very same message again, as if it had never been sent.
fn repeat(documents: &mut Value, now: Timestamp, id: u64) -> Result<Value, String> {
    let mut deliveries = documents["deliveries"].as_array_mut().into_iter().flatten();
    let delivery = deliveries.find(|delivery| delivery["id"] == id);
    let delivery = delivery.ok_or_else(|| format!("There is no delivery {id}."))?;
    delivery["state"] = json!("waiting");
    delivery["failures"] = json!(0);
    delivery["next"] = json!(now.as_second());
    Ok(delivery.clone())
}
