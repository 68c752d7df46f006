//! What a person does on the vendor's page of webhooks: makes one, sends a test, repeats a delivery. Losing
//! deliveries is not on that page; it is there to see what a caller does without them.

use connect::World;
use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    EVENTS, SECRET,
    announce::{body, deliver, name},
};

/// A webhook that is wanted. Without events it gets all; without a secret it gets the sandbox's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewWebhook {
    url: String,
    secret: Option<String>,
    events: Option<Vec<String>>,
}

/// A test message. Without a webhook it goes to every one; without ids it is about the first application.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Test {
    webhook: Option<Value>,
    event: Option<String>,
    application: Option<String>,
}

/// Which delivery is sent once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeat {
    delivery: String,
}

/// Which webhook is switched on again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Enable {
    webhook: Value,
}

/// How many deliveries get lost from now on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drop {
    count: u64,
}

/// Carries a command out.
///
/// # Errors
/// A sentence on what can't be done.
pub fn command(world: &World, command: &str, wish: &Value) -> Result<Value, String> {
    let now = world.clock.now();
    match command {
        "add_webhook" => {
            let wish = read(wish)?;
            world.change(|documents| add(documents, wish))
        }
        "enable_webhook" => {
            let wish: Enable = read(wish)?;
            world.change(|documents| enable(documents, &wish.webhook))
        }
        "send_test" => {
            let wish = read(wish)?;
            world.change(|documents| test(documents, now, wish))
        }
        "repeat_delivery" => {
            let wish: Repeat = read(wish)?;
            world.change(|documents| repeat(documents, now, &wish.delivery))
        }
        "drop_deliveries" => {
            let wish: Drop = read(wish)?;
            world.change(|documents| documents["drop_deliveries"] = wish.count.into());
            Ok(json!({"drop_deliveries": wish.count}))
        }
        other => Err(format!(
            "There is no command “{other}”. There are add_webhook, enable_webhook, send_test, repeat_delivery, drop_deliveries and add_tag_category."
        )),
    }
}

fn read<T: DeserializeOwned>(wish: &Value) -> Result<T, String> {
    T::deserialize(wish).map_err(|error| format!("The command can't be used: {error}."))
}

fn known(event: &str) -> Result<(), String> {
    let refused = || format!("There is no event “{event}”. There are {}.", EVENTS.join(", "));
    if EVENTS.contains(&event) { Ok(()) } else { Err(refused()) }
}

fn add(documents: &mut Value, wish: NewWebhook) -> Result<Value, String> {
    if !wish.url.starts_with("http://") && !wish.url.starts_with("https://") {
        return Err("A webhook's address begins with http:// or https://.".into());
    }
    let events = wish.events.unwrap_or_else(|| EVENTS.map(str::to_owned).to_vec());
    events.iter().try_for_each(|event| known(event))?;
    let id = documents["next_id"].as_u64().unwrap_or(1);
    documents["next_id"] = (id + 1).into();
    let webhook = json!({
        "id": id.to_string(),
        "url": wish.url,
        "secret": wish.secret.unwrap_or_else(|| SECRET.into()),
        "events": events,
        "enabled": true,
    });
    match &mut documents["webhooks"] {
        Value::Array(webhooks) => webhooks.push(webhook.clone()),
        none => *none = json!([webhook]),
    }
    Ok(webhook)
}

/// Switches a webhook on again that was given up. What waited for it is sent.
fn enable(documents: &mut Value, webhook: &Value) -> Result<Value, String> {
    let mut webhooks = documents["webhooks"].as_array_mut().into_iter().flatten();
    let found = webhooks.find(|known| name(known) == webhook);
    let found = found.ok_or_else(|| format!("There is no webhook {webhook}."))?;
    found["enabled"] = true.into();
    Ok(found.clone())
}

fn test(documents: &mut Value, now: Timestamp, wish: Test) -> Result<Value, String> {
    let event = wish.event.unwrap_or_else(|| EVENTS[0].into());
    known(&event)?;
    let applications = &documents["resources"]["applications"];
    let first = || applications.as_object()?.keys().next().cloned();
    let Some(application) = wish.application.or_else(first) else {
        return Err("There is no application to send a test about.".into());
    };
    let Some(job) = applications[&application]["rels"]["job"].as_str() else {
        return Err(format!("There is no application {application}."));
    };
    let text = body(&event, now, &[("application", &application), ("job", job)]);
    let all = documents["webhooks"].as_array().into_iter().flatten().map(|webhook| name(webhook).clone());
    let to: Vec<_> = all.filter(|known| wish.webhook.as_ref().is_none_or(|one| one == known)).collect();
    if to.is_empty() {
        return Err("There is no such webhook. Make one with add_webhook.".into());
    }
    let sent: Vec<_> = to.into_iter().map(|to| deliver(documents, now, to, text.clone())).collect();
    Ok(json!({"deliveries": sent}))
}

/// Sends the very same message again, as if it had never been sent.
fn repeat(documents: &mut Value, now: Timestamp, id: &str) -> Result<Value, String> {
    let mut deliveries = documents["deliveries"].as_array_mut().into_iter().flatten();
    let delivery = deliveries.find(|delivery| delivery["id"] == id);
    let delivery = delivery.ok_or_else(|| format!("There is no delivery {id}."))?;
    delivery["state"] = "waiting".into();
    delivery["failures"] = 0.into();
    delivery["next"] = now.as_second().into();
    Ok(delivery.clone())
}
