//! A job's board: a column a stage, a card an application.

use std::collections::BTreeMap;

use model::{
    JobId, TagId,
    access::Right,
    job::{Job, Stage},
};
use store::hiring::{board, job, tag};

use super::{
    Card,
    tags::{Coloured, coloured},
    the_job, the_workflow,
};
use crate::{Actor, App, error::Result};

/// How many cards a column shows; the rest is counted and reached through the candidates list.
pub const MOST_CARDS: u64 = 150;

/// A job's board.
#[derive(Clone, Debug)]
pub struct Board {
    /// The job.
    pub job: Job,
    /// A column a stage, in order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// How many stand there.
    pub count: u64,
    /// The newest of them, each with its candidate's tags and the whole days it has stood there.
    pub cards: Vec<(Card, Vec<Coloured>, i64)>,
}

/// The board of a job.
pub async fn board(app: &App, actor: &Actor, id: JobId) -> Result<Board> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let job = the_job(db, workspace, id).await?;
    let workflow = the_workflow(db, workspace, job.workflow).await?;
    let counts = job::counts(db, workspace).await?;
    let known: BTreeMap<TagId, Coloured> =
        coloured(db, workspace).await?.into_iter().map(|tag| (tag.id, tag)).collect();
    let mut columns = Vec::new();
    for stage in workflow.stages {
        let cards = board::cards(db, workspace, id, stage.id, MOST_CARDS).await?;
        let people: Vec<_> = cards.iter().map(|card| card.candidate).collect();
        let held = tag::of_candidates(db, workspace, &people).await?;
        let cards = cards.into_iter().map(|card| {
            let tags =
                held.get(&card.candidate).into_iter().flatten().filter_map(|tag| known.get(tag).cloned());
            let days = app.now().duration_since(card.since).as_hours() / 24;
            (card, tags.collect(), days)
        });
        let count = counts.get(&(id, stage.id)).copied().unwrap_or(0);
        columns.push(Column { count, cards: cards.collect(), stage });
    }
    Ok(Board { job, columns })
}
