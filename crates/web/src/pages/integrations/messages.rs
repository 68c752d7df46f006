//! `/settings/integrations/{id}/messages`: where the other system sends its messages, and what came.

use std::net::IpAddr;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
};
use engine::{
    hooks::{
        Delivery,
        overview::{Standing, overview},
    },
    integrations::{Connection, Manifest, get},
};
use model::{ConnectionId, remote::RecordKind};

use super::view::{Head, Moment};
use crate::{
    Web,
    failure::{Failure, Page},
    pages::numbers::grouped,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "integrations/messages.html")]
struct Messages {
    shell: Shell,
    head: Head,
    hook: String,
    /// Whether that address can only be reached from this machine.
    is_local: bool,
    steps: Vec<(String, Option<String>)>,
    last: Option<Moment>,
    arrived: String,
    repeated: String,
    waiting: String,
    refused: String,
    last_refused: Option<(Moment, String)>,
    recent: Vec<Message>,
}

struct Message {
    event: String,
    about: String,
    standing: (&'static str, &'static str),
    why: String,
    repeats: i32,
    at: Moment,
}

/// Shows the page.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    headers: HeaderMap,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let found = overview(&web, &visitor.actor, id).await?;
    let found = found.ok_or(Failure::not_found("page: this app sends no messages"))?;
    let manifest = web.connector(&connection.vendor).ok_or(Failure::not_found("app"))?.manifest();
    let here = web.here(&headers);
    let hook = format!("{here}{}", found.path);
    Ok(page(&Messages {
        shell: shell.at("integrations"),
        head: Head::of(&web, &connection, "messages"),
        is_local: is_local(&here),
        steps: steps(manifest, &connection, &hook),
        hook,
        last: found.last_at.map(Into::into),
        arrived: grouped(found.arrived),
        repeated: grouped(found.repeated),
        waiting: grouped(found.waiting as u64),
        refused: grouped(found.refused.as_ref().map_or(0, |refused| refused.refused)),
        last_refused: found.refused.map(|refused| (refused.last_at.into(), refused.last_why)),
        recent: found.recent.into_iter().map(message).collect(),
    }))
}

/// What is done in the other system, with the address and the account filled in.
fn steps(manifest: &Manifest, connection: &Connection, hook: &str) -> Vec<(String, Option<String>)> {
    let mut known = connection.settings.clone();
    known.insert("hook".into(), hook.to_owned());
    let filled = |text: &str| Manifest::fill(text, &known);
    let link = |link: &str| Some(filled(link)).filter(|link| !link.is_empty() && !link.contains('{'));
    manifest.webhook.iter().map(|step| (filled(&step.text), link(&step.link))).collect()
}

/// Whether an address leads to this machine itself.
fn is_local(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn message((delivery, standing): (Delivery, Standing)) -> Message {
    let about = delivery.about.iter().map(|(kind, id)| {
        let kind = match kind {
            RecordKind::Job => "Job",
            RecordKind::Candidate => "Candidate",
            RecordKind::Application => "Application",
        };
        format!("{kind} {id}")
    });
    let about = about.collect::<Vec<_>>().join(", ");
    let (standing, why) = match standing {
        Standing::Fetched => (("badge-ok", "Fetched"), String::new()),
        Standing::Waiting(why) => (("badge-info", "To be fetched"), why.unwrap_or_default()),
        Standing::Nothing => (("", "Nothing to do"), String::new()),
        Standing::Unreadable(why) => (("badge-danger", "Not understood"), why),
    };
    Message {
        event: delivery.event,
        about,
        standing,
        why,
        repeats: delivery.repeats,
        at: delivery.received_at.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_machine_alone_is_known_as_such() {
        assert_eq!(["localhost:7300", "127.0.0.1:7300", "[::1]:80"].map(is_local), [true; 3]);
        assert_eq!(["hub.example.com", "10.0.0.7:80", "localhost.example.com"].map(is_local), [false; 3]);
    }
}
