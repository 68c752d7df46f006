//! What the ledger says, and whether it is whole.

use std::collections::BTreeMap;

use model::{ApplicationId, CandidateId, access::Right};
use store::{
    hiring::{application, candidate, job},
    screening::ledger,
};

use super::{Entry, Proof, the_application};
use crate::{Actor, App, Result};

/// What screening did with an application, the oldest first.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn history(app: &App, actor: &Actor, application: ApplicationId) -> Result<Vec<Entry>> {
    actor.require(Right::CandidatesRead)?;
    the_application(&app.db, actor.workspace, application).await?;
    Ok(ledger::of_application(&app.db, actor.workspace, application).await?)
}

/// A row of the ledger with the names of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The row.
    pub entry: Entry,
    /// The job's title.
    pub job: String,
    /// Who applied; `None` where it was with the whole job, or the person was erased.
    pub candidate: Option<(CandidateId, String)>,
}

/// The newest rows of the ledger before a place, with names.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn recent(app: &App, actor: &Actor, before: Option<u64>, most: u64) -> Result<Vec<Told>> {
    actor.require(Right::WorkspaceManage)?;
    let (db, space) = (&app.db, actor.workspace);
    let rows = ledger::recent(db, space, before, most).await?;
    let jobs: Vec<_> = rows.iter().map(|row| row.line.job).collect();
    let jobs = job::of_ids(db, space, &jobs).await?;
    let ids: Vec<_> = rows.iter().filter_map(|row| row.line.application).collect();
    let made = application::of_ids(db, space, &ids).await?;
    let people: Vec<_> = made.values().map(|(of, _)| of.candidate).collect();
    let people: BTreeMap<_, _> = candidate::of_ids(db, space, &people).await?;
    let told = |entry: Entry| {
        let of = entry.line.application.and_then(|id| made.get(&id));
        let person = of.and_then(|(of, _)| people.get(&of.candidate));
        Told {
            job: jobs.get(&entry.line.job).map(|job| job.title.clone()).unwrap_or_default(),
            candidate: person.map(|person| (person.id, person.profile.full_name())),
            entry,
        }
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Looks through the whole ledger for rows that were changed, removed or swapped.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn prove(app: &App, actor: &Actor) -> Result<Proof> {
    actor.require(Right::WorkspaceManage)?;
    let snapshot = app.db.snapshot().await?;
    Ok(ledger::prove(&snapshot, actor.workspace).await?)
}
