//! The candidates list: found, filtered, a page at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{CandidateId, JobId, access::Right, candidate::Candidate, job::Stage};
use store::hiring::{application, candidate, job, list, tag, workflow};

use super::{
    After, Filter, MOST_COUNTED,
    tags::{Coloured, coloured},
};
use crate::{Actor, App, error::Result};

/// How many candidates a page shows.
pub const PAGE: u64 = 50;

/// A page of the list.
#[derive(Clone, Debug)]
pub struct CandidatesPage {
    /// The candidates, newest first.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: Total,
    /// Where the next page begins, where there is one.
    pub next: Option<After>,
}

/// How many there are in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// At least so many; counting on would take too long.
    AtLeast(u64),
}

/// One candidate of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The candidate.
    pub candidate: Candidate,
    /// When the record was made.
    pub created_at: Timestamp,
    /// What labels it has.
    pub tags: Vec<Coloured>,
    /// Each application: the job, its title, and where it stands.
    pub applications: Vec<(JobId, String, Stage)>,
}

/// A page of the candidates that the filter lets through.
pub async fn list_candidates(
    app: &App,
    actor: &Actor,
    filter: &Filter,
    after: Option<After>,
) -> Result<CandidatesPage> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let mut listed = list::page(db, workspace, filter, after, PAGE + 1).await?;
    let more = listed.len() as u64 > PAGE;
    listed.truncate(PAGE as usize);
    let next = listed
        .last()
        .filter(|_| more)
        .map(|last| After { created_at: last.created_at, id: last.candidate.id });
    // What is all on the first page needs no counting.
    let total = if after.is_none() && !more {
        Total::Exactly(listed.len() as u64)
    } else {
        match list::count(db, workspace, filter).await? {
            count if count > MOST_COUNTED => Total::AtLeast(MOST_COUNTED),
            count => Total::Exactly(count),
        }
    };
    let ids: Vec<CandidateId> = listed.iter().map(|row| row.candidate.id).collect();
    let known = coloured(db, workspace).await?;
    let held = tag::of_candidates(db, workspace, &ids).await?;
    let stages = workflow::stages(db, workspace).await?;
    let titles: BTreeMap<_, _> =
        job::all(db, workspace).await?.into_iter().map(|job| (job.id, job.title)).collect();
    let mut applications: BTreeMap<CandidateId, Vec<(JobId, String, Stage)>> = BTreeMap::new();
    for made in application::of_candidates(db, workspace, &ids).await? {
        if let (Some(title), Some(stage)) = (titles.get(&made.job), stages.get(&made.stage)) {
            let place = (made.job, title.clone(), stage.clone());
            applications.entry(made.candidate).or_default().push(place);
        }
    }
    let rows = listed.into_iter().map(|row| {
        let id = row.candidate.id;
        let has = |tag: &&Coloured| held.get(&id).is_some_and(|held| held.contains(&tag.id));
        let tags = known.iter().filter(has).cloned().collect();
        let applications = applications.remove(&id).unwrap_or_default();
        Row { candidate: row.candidate, created_at: row.created_at, tags, applications }
    });
    Ok(CandidatesPage { rows: rows.collect(), total, next })
}

/// Every source that candidates came from, to choose from.
pub async fn sources(app: &App, actor: &Actor) -> Result<Vec<String>> {
    actor.require(Right::CandidatesRead)?;
    Ok(candidate::sources(&app.db, actor.workspace).await?)
}
