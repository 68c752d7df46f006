//! `webhooks`: kept as they are asked for. None is sent.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Path, State},
    http::Uri,
    routing::get,
};
use connect::World;
use serde_json::{Map, Value, json};

use super::{
    call::Call,
    documents::{array, missing, text},
    envelope,
    errors::{Answer, Refusal},
    ids,
    query::{Askable, Query},
    sent::Sent,
    shape::{self, Field, Kind, optional, required},
};

const FIELDS: &[Field] = &[
    required("url", Kind::Text),
    required("webhookEvent", Kind::Text),
    optional("isEnabled", Kind::Flag),
    optional("source", Kind::Text),
];

/// The routes.
pub fn routes() -> Router<Arc<World>> {
    let one = get(read).patch(change).delete(remove);
    Router::new().route("/webhooks", get(list).post(add)).route("/webhooks/{id}", one)
}

async fn list(State(world): State<Arc<World>>, Extension(call): Extension<Call>) -> Answer {
    let query = Query::read(&call, &Askable::default())?;
    world.read(|documents| {
        let webhooks = array(&documents["webhooks"]);
        Ok(envelope::page(&call, &query, webhooks, |webhook| show(documents, &call, webhook)))
    })
}

async fn read(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    world.read(|documents| {
        let mut webhooks = array(&documents["webhooks"]).iter();
        let webhook =
            webhooks.find(|one| one["id"] == id.as_str()).ok_or_else(|| missing("webhooks", &id))?;
        envelope::one(&call, show(documents, &call, webhook))
    })
}

async fn add(State(world): State<Arc<World>>, Extension(call): Extension<Call>, Sent(sent): Sent) -> Answer {
    shape::check(&sent, FIELDS)?;
    world.change(|documents| {
        values(documents, &sent)?;
        let webhook = json!({
            "id": ids::fresh(documents),
            "url": sent["url"],
            "webhookEvent": sent["webhookEvent"],
            "isEnabled": sent.get("isEnabled") != Some(&Value::Bool(false)),
            "source": sent.get("source").filter(|source| !source.is_null()).cloned().unwrap_or("custom".into()),
            "createdAt": call.moment(),
            "updatedAt": call.moment(),
        });
        let shown = show(documents, &call, &webhook);
        if let Some(webhooks) = documents["webhooks"].as_array_mut() {
            webhooks.push(webhook);
        }
        envelope::created(&call, shown)
    })
}

async fn change(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check_change(&sent, FIELDS)?;
    world.change(|documents| {
        values(documents, &sent)?;
        let webhooks = documents["webhooks"].as_array_mut();
        let webhook = webhooks.into_iter().flatten().find(|one| one["id"] == id.as_str());
        let webhook = webhook.ok_or_else(|| missing("webhooks", &id))?;
        sent.into_iter().for_each(|(name, value)| webhook[name] = value);
        webhook["updatedAt"] = call.moment().into();
        let webhook = webhook.clone();
        envelope::one(&call, show(documents, &call, &webhook))
    })
}

async fn remove(State(world): State<Arc<World>>, Path(id): Path<String>) -> Answer {
    world.change(|documents| {
        let webhooks = documents["webhooks"].as_array_mut().ok_or_else(|| missing("webhooks", &id))?;
        let before = webhooks.len();
        webhooks.retain(|one| one["id"] != id.as_str());
        if webhooks.len() == before { Err(missing("webhooks", &id)) } else { envelope::nothing() }
    })
}

fn values(documents: &Value, sent: &Map<String, Value>) -> Result<(), Refusal> {
    let mut wrong = vec![];
    let is_web = |url: &Value| {
        let url = text(url).parse::<Uri>().ok();
        url.is_some_and(|url| matches!(url.scheme_str(), Some("http" | "https")) && url.host().is_some())
    };
    if sent.get("url").is_some_and(|url| !is_web(url)) {
        wrong.push("The url must be an address on the web.".to_owned());
    }
    if sent.get("webhookEvent").is_some_and(|slug| event(documents, slug).is_none()) {
        wrong.push("The webhookEvent is not known.".to_owned());
    }
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::bad(wrong)) }
}

fn event<'a>(documents: &'a Value, slug: &Value) -> Option<&'a Value> {
    array(&documents["lists"]["webhook-events"]).iter().find(|event| event["event"] == *slug)
}

fn show(documents: &Value, call: &Call, webhook: &Value) -> Value {
    let event = event(documents, &webhook["webhookEvent"]).unwrap_or(&Value::Null);
    let mut shown = webhook.clone();
    shown["webhookEvent"] = json!({
        "id": event["id"],
        "name": event["name"],
        "event": event["event"],
        "link": call.link("webhook-events", text(&event["id"])),
    });
    shown
}
