//! `/settings/integrations/{id}/changes`: what was changed here and goes to the other system, and where it stands.

use askama::Template;
use axum::extract::{Path, State};
use engine::{
    integrations::get,
    outgoing::{Filter, Outgoing, list::list},
};
use model::{ConnectionId, handoff::HandoffState};

use super::view::{Head, Moment};
use crate::{
    Web,
    failure::{Failure, Page},
    pages::handoff::state,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "integrations/changes.html")]
struct Changes {
    shell: Shell,
    head: Head,
    moving: bool,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    candidate: String,
    name: String,
    told: String,
    state: (&'static str, &'static str),
    why: String,
    next_try: Option<Moment>,
    by: String,
    at: Moment,
    /// It was moved there meanwhile: the candidate's page asks which stage counts.
    asks: bool,
    can_retry: bool,
    can_cancel: bool,
}

/// Shows the newest changes; while any is on its way, the page follows it.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let head = Head::of(&web, &connection, "changes");
    if !head.can.records {
        return Err(Failure::not_found("list of changes"));
    }
    let filter = Filter { connection: Some(id), states: vec![] };
    let changes = list(&web, &visitor.actor, &filter).await?;
    let on_its_way = |one: &Outgoing| matches!(one.state, HandoffState::Queued | HandoffState::Sending);
    Ok(page(&Changes {
        shell: shell.at("integrations"),
        moving: head.is_enabled && changes.iter().any(on_its_way),
        head,
        rows: changes.into_iter().map(row).collect(),
    }))
}

fn row(change: Outgoing) -> Row {
    let asks = change.state == HandoffState::Waiting && change.theirs.is_some();
    Row {
        id: change.id.to_string(),
        candidate: change.candidate.to_string(),
        name: change.candidate_name,
        told: change.told,
        state: state(change.state),
        why: change.problem.map(|problem| problem.sentence).unwrap_or_default(),
        next_try: change.next_try_at.map(Into::into),
        by: change.created_by,
        at: change.created_at.into(),
        asks,
        can_retry: !asks && matches!(change.state, HandoffState::Waiting | HandoffState::Retrying),
        can_cancel: !asks && !change.state.is_over() && change.state != HandoffState::Sending,
    }
}
