//! Several candidates at once: choose where to, send, and go to the page of the progress.

use askama::Template;
use axum::response::IntoResponse;
use axum::{Form, extract::State, response::Redirect};
use engine::handoff::{
    actions::enabled,
    bulk::{Outcome, bulk},
};
use model::{CandidateId, ConnectionId};

use super::fields::own;
use crate::{
    Web,
    failure::{Failure, Page, sentence},
    flash,
    session::SignedIn,
    shell::{Shell, page},
};

/// How many reasons the sentence after sending names; the rest is counted.
const NAMED: usize = 3;

#[derive(Template)]
#[template(path = "handoff/bulk.html")]
struct Choose {
    shell: Shell,
    key: String,
    ids: Vec<String>,
    connections: Vec<(String, String)>,
}

/// Asks where to. The candidates' ids come from their list.
pub async fn choose(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let ids = candidates(&pairs);
    if ids.is_empty() {
        return Ok(flash::redirect_with("/candidates", "info", "Choose the candidates to send first."));
    }
    let connections = enabled(&web, &visitor.actor).await?;
    Ok(page(&Choose {
        shell: shell.at("candidates"),
        key: web.dice.token(),
        ids: ids.iter().map(ToString::to_string).collect(),
        connections: connections.into_iter().map(|c| (c.id.to_string(), c.name)).collect(),
    }))
}

/// Sends them.
pub async fn send(
    State(web): State<Web>,
    visitor: SignedIn,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let ids = candidates(&pairs);
    let connection: ConnectionId =
        own(&pairs, "connection").parse().map_err(|_| Failure::not_found("connection"))?;
    let sent = bulk(&web, &visitor.actor, &ids, connection, own(&pairs, "key")).await?;
    let progress = format!("/handoffs?batch={}", sent.batch);
    let refused: Vec<_> = sent
        .outcomes
        .iter()
        .filter_map(|(_, outcome)| match outcome {
            Outcome::Refused(error) => Some(sentence(error)),
            Outcome::Queued(_) | Outcome::Waits(_) => None,
        })
        .collect();
    if refused.is_empty() {
        return Ok(Redirect::to(&progress).into_response());
    }
    let named = refused.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" ");
    let more = match refused.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" And {n} more."),
    };
    let text = format!("{} of {} were not sent. {named}{more}", refused.len(), ids.len());
    Ok(flash::redirect_with(&progress, "error", &text))
}

fn candidates(pairs: &[(String, String)]) -> Vec<CandidateId> {
    let mut ids: Vec<CandidateId> =
        pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok()).collect();
    ids.sort();
    ids.dedup();
    ids
}
