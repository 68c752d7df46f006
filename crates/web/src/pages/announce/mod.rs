//! Webhooks out: endpoints, what they were told, and telling it again.

mod endpoint;
mod list;
mod message;
mod replay;

use engine::announce::{EVENTS, EndpointState, MessageState, endpoints::Typed};
use jiff::Timestamp;
use model::access::Right;
use serde::Deserialize;

use crate::access::{Access, Route, get, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::IntegrationsManage);
    vec![
        get("/settings/webhooks", MANAGE, list::show),
        post("/settings/webhooks", MANAGE, list::make),
        get("/settings/webhooks/{id}", MANAGE, endpoint::show),
        post("/settings/webhooks/{id}", MANAGE, endpoint::change),
        post("/settings/webhooks/{id}/secret", MANAGE, endpoint::another_secret),
        post("/settings/webhooks/{id}/enable", MANAGE, endpoint::enable),
        post("/settings/webhooks/{id}/disable", MANAGE, endpoint::disable),
        post("/settings/webhooks/{id}/delete", MANAGE, endpoint::delete),
        post("/settings/webhooks/{id}/replay", MANAGE, replay::span),
        get("/settings/webhook-messages/{id}", MANAGE, message::show),
        post("/settings/webhook-messages/{id}/replay", MANAGE, replay::one),
    ]
}

const HERE: &str = "/settings/webhooks";

/// What was typed for an endpoint.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Form {
    url: String,
    event: Vec<String>,
}

impl Form {
    fn typed(&self) -> Typed {
        Typed { url: self.url.clone(), events: self.event.clone() }
    }
}

/// An event to be ticked.
struct Choice {
    name: &'static str,
    label: &'static str,
    ticked: bool,
}

fn choices(ticked: &[String]) -> Vec<Choice> {
    let choice = |event: &engine::announce::Event| Choice {
        name: event.name,
        label: event.label,
        ticked: ticked.iter().any(|name| name == event.name),
    };
    EVENTS.iter().map(choice).collect()
}

/// The class and the word of an endpoint's state.
fn state_of(state: EndpointState) -> (&'static str, &'static str) {
    match state {
        EndpointState::Enabled => ("badge-ok", "Enabled"),
        EndpointState::Disabled => ("", "Disabled"),
        EndpointState::Dead => ("badge-danger", "Stopped"),
    }
}

/// The class and the word of a message's state.
fn state_of_message(state: MessageState) -> (&'static str, &'static str) {
    match state {
        MessageState::Waiting => ("badge-info", "On its way"),
        MessageState::Delivered => ("badge-ok", "Taken"),
        MessageState::GivenUp => ("badge-danger", "Given up"),
        MessageState::Held => ("badge-warn", "Held"),
    }
}

/// A moment as the script reads it, and as it stands without the script.
fn moment(at: Timestamp) -> (String, String) {
    (at.to_string(), at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
