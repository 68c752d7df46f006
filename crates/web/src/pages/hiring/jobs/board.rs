//! `/jobs/{id}/board`: a column a stage, a card an application.

use askama::Template;
use axum::extract::{Path, State};
use engine::{
    Actor,
    handoff::actions::enabled,
    hiring::board::{Board, Column, Placed, board},
};
use model::{JobId, access::Right, job::Job};

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
    job: Job,
    columns: Vec<Column>,
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
    Ok(page(&BoardPage {
        shell: shell.at("jobs"),
        facts: facts(&[&job.department, &job.location]),
        state: state(job.status),
        there: there(&web, &visitor.actor).await?,
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
