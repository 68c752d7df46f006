//! What a candidate's profile offers and shows: where this person may be sent, and where they are already.

use std::collections::BTreeMap;

use model::{CandidateId, ConnectionId, access::Right, connection::ConnectionStatus};
use store::integrations::{
    connection::{self, Connection},
    handoff::{self, Handoff},
    link::{self, Link},
};

use super::hired::hired;
use crate::{
    Actor, App,
    error::{Error, Result},
    integrations::abilities,
};

/// One place where the candidate may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendAction {
    /// Where to.
    pub connection: ConnectionId,
    /// What the menu says.
    pub label: String,
    /// The form's address.
    pub href: String,
}

/// Where this actor may send this candidate now; nothing before hired, while disabled, or without the right.
pub async fn send_actions(app: &App, actor: &Actor, candidate: CandidateId) -> Result<Vec<SendAction>> {
    if !actor.role.may(Right::HandoffsSend) {
        return Ok(vec![]);
    }
    let enabled = enabled(app, actor).await?;
    if enabled.is_empty() {
        return Ok(vec![]);
    }
    match hired(&app.db, actor.workspace, candidate, None).await {
        Ok(_) => {}
        Err(Error::Conflict(_) | Error::NotFound(_)) => return Ok(vec![]),
        Err(error) => return Err(error),
    }
    Ok(enabled
        .into_iter()
        .map(|connection| SendAction {
            label: format!("Send to {}", connection.name),
            href: format!("/candidates/{candidate}/send/{}", connection.id),
            connection: connection.id,
        })
        .collect())
}

/// The connections that take new employees now.
pub async fn enabled(app: &App, actor: &Actor) -> Result<Vec<Connection>> {
    let takes_hires = |vendor: &str| abilities(app, vendor).hires;
    let all = connection::all(&app.db, actor.workspace).await?;
    Ok(all
        .into_iter()
        .filter(|c| c.status == ConnectionStatus::Enabled && c.kind == actor.kind && takes_hires(&c.vendor))
        .collect())
}

/// What the profile shows of one connected system.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The connection's name.
    pub connection: String,
    /// The employee this candidate is there.
    pub link: Option<Link>,
    /// The latest sending.
    pub last: Handoff,
}

/// The systems this candidate was sent to, the latest first.
pub async fn handoff_panel(app: &App, actor: &Actor, candidate: CandidateId) -> Result<Vec<Panel>> {
    actor.require(Right::CandidatesRead)?;
    let sent = handoff::of_candidate(&app.db, actor.workspace, candidate).await?;
    if sent.is_empty() {
        return Ok(vec![]);
    }
    let names: BTreeMap<_, _> = connection::all(&app.db, actor.workspace)
        .await?
        .into_iter()
        .map(|connection| (connection.id, connection.name))
        .collect();
    let mut links = link::of_candidate(&app.db, actor.workspace, candidate).await?;
    let mut panels: Vec<Panel> = Vec::new();
    let mut seen = Vec::new();
    for last in sent {
        if seen.contains(&last.connection) {
            continue;
        }
        seen.push(last.connection);
        let place = links.iter().position(|link| link.connection == last.connection);
        panels.push(Panel {
            connection: names.get(&last.connection).cloned().unwrap_or_default(),
            link: place.map(|place| links.swap_remove(place)),
            last,
        });
    }
    Ok(panels)
}
