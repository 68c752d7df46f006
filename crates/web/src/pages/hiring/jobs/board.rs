//! `/jobs/{id}/board`: a column a stage, a card an application.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use engine::{
    Actor,
    handoff::actions::enabled,
    hiring::board::{Board, Column, Placed, board},
    outgoing::{
        Filter,
        conflict::{Conflict, conflict_of},
        list::list,
    },
    sync::origin::{Origin, origin},
};
use model::{
    ApplicationId, JobId,
    access::Right,
    handoff::HandoffState,
    job::Job,
    remote::{RecordKind, RemoteChange},
};

use super::list::{facts, state};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/jobs/board.html")]
struct BoardPage {
    shell: Shell,
    facts: String,
    state: (&'static str, &'static str),
    /// What hires may be sent to, by name.
    there: Vec<String>,
    /// The moves on their way to the system that the job comes from, and those that met a move there.
    pending: BTreeMap<ApplicationId, Pending>,
    may_move: bool,
    job: Job,
    columns: Vec<Column>,
}

/// A move that is not over.
struct Pending {
    words: String,
    conflict: Option<Conflict>,
}

impl BoardPage {
    /// How many of a column's applications have no card.
    fn hidden(column: &Column) -> u64 {
        column.count.saturating_sub(column.cards.len() as u64)
    }

    /// Where somebody who is hired can still be sent, in words; empty where nowhere.
    fn open_places(&self, placed: &Placed) -> String {
        let open = self.there.iter().filter(|name| !placed.sent.contains(name));
        open.map(String::as_str).collect::<Vec<_>>().join(" or ")
    }

    /// This page, for a form that comes back to it.
    fn address(&self) -> String {
        format!("/jobs/{}/board", self.job.id)
    }

    /// How long a card has stood there, in words.
    fn standing(days: &i64) -> String {
        match days {
            0 => "Since today".into(),
            1 => "1 day here".into(),
            days => format!("{days} days here"),
        }
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
) -> Page {
    let Board { job, columns } = board(&web, &visitor.actor, id).await?;
    let from = origin(&web, &visitor.actor, RecordKind::Job, &[id.into()]).await?.remove(&id.into());
    let pending = match from {
        Some(from) => pending(&web, &visitor.actor, &from, &columns).await?,
        None => BTreeMap::new(),
    };
    Ok(page(&BoardPage {
        shell: shell.at("jobs"),
        facts: facts(&[&job.department, &job.location]),
        state: state(job.status),
        there: there(&web, &visitor.actor).await?,
        pending,
        may_move: visitor.actor.role.may(Right::CandidatesMove),
        job,
        columns,
    }))
}

/// The names of what hires may be sent to, for whoever may send them.
async fn there(web: &Web, actor: &Actor) -> engine::Result<Vec<String>> {
    if !actor.role.may(Right::HandoffsSend) {
        return Ok(vec![]);
    }
    Ok(enabled(web, actor).await?.into_iter().map(|connection| connection.name).collect())
}

/// The moves of the board's cards that did not arrive yet in the system that the job comes from.
async fn pending(
    web: &Web,
    actor: &Actor,
    from: &Origin,
    columns: &[Column],
) -> engine::Result<BTreeMap<ApplicationId, Pending>> {
    use HandoffState::{Queued, Retrying, Sending, Waiting};
    let filter =
        Filter { connection: Some(from.connection), states: vec![Queued, Sending, Retrying, Waiting] };
    let here: BTreeSet<_> =
        columns.iter().flat_map(|c| &c.cards).map(|placed| placed.card.application).collect();
    let mut pending = BTreeMap::new();
    for one in list(web, actor, &filter).await? {
        if !here.contains(&one.application) || !matches!(one.change, RemoteChange::Move { .. }) {
            continue;
        }
        let conflict = match one.theirs {
            Some(_) => conflict_of(web, actor, one.application).await?,
            None => None,
        };
        let words = match one.state {
            Waiting => one.problem.map(|problem| problem.sentence).unwrap_or_default(),
            _ => format!("On its way to {}", from.name),
        };
        pending.insert(one.application, Pending { words, conflict });
    }
    Ok(pending)
}
