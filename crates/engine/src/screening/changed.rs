//! What a change elsewhere means for screening: whoever it concerns is marked to be looked at, with the change itself.

use std::collections::BTreeSet;

use model::{ApplicationId, CandidateId, JobId, WorkspaceId, tag::Tag};
use store::{
    Tx,
    hiring::{application, job, workflow},
    screening::{mark, preference},
};

use super::{Preference, subject::is_internal, work};
use crate::{App, Result};

/// Marks those of the applications whose jobs are screened. `why` says what changed, in a few words.
pub(crate) async fn applications(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    changed: &[(ApplicationId, JobId)],
    why: &str,
) -> Result<()> {
    let jobs: BTreeSet<JobId> = changed.iter().map(|(_, job)| *job).collect();
    if jobs.is_empty() {
        return Ok(());
    }
    let screened = preference::enabled(tx, workspace, &jobs.into_iter().collect::<Vec<_>>()).await?;
    let marked: BTreeSet<_> = changed.iter().copied().filter(|(_, job)| screened.contains(job)).collect();
    let marked: Vec<_> = marked.into_iter().collect();
    mark::stale(tx, workspace, &marked, why, app.now()).await?;
    work::call_many(app, tx, workspace, &screened.into_iter().collect::<Vec<_>>()).await
}

/// Marks the applications of people.
pub(crate) async fn people(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    people: &[CandidateId],
    why: &str,
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let made = application::of_candidates(tx, workspace, people).await?;
    let made: Vec<_> = made.iter().map(|one| (one.id, one.job)).collect();
    applications(app, tx, workspace, &made, why).await
}

/// Marks the applications of people who were given a tag or lost it, where that decides who is screened.
pub(crate) async fn tagged(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    concerned: &[CandidateId],
    tag: &Tag,
) -> Result<()> {
    if !is_internal(&tag.name) {
        return Ok(());
    }
    people(app, tx, workspace, concerned, &format!("The tag {} was given or taken", tag.name)).await
}

/// Marks everybody who is to be screened for a job as it is chosen now.
pub(super) async fn everybody(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    chosen: &Preference,
    why: &str,
) -> Result<()> {
    let Some(job) = job::get(tx, workspace, chosen.job).await?.filter(|_| chosen.enabled) else {
        return Ok(());
    };
    let flow = workflow::get(tx, workspace, job.workflow).await?;
    let stages = flow.into_iter().flat_map(|flow| flow.stages);
    let stages: Vec<_> =
        stages.filter(|stage| chosen.stages.contains(&stage.kind)).map(|stage| stage.id).collect();
    let switched_on = chosen.enabled_at.filter(|_| !chosen.backfill);
    let since = chosen.since.max(switched_on);
    mark::stale_at(tx, workspace, job.id, (&stages, since), why, app.now()).await?;
    work::call(app, tx, workspace, job.id).await
}

/// Marks everybody who is to be screened for any job as it is chosen now.
pub(crate) async fn every_job(app: &App, tx: &Tx, workspace: WorkspaceId, why: &str) -> Result<()> {
    for chosen in preference::all(tx, workspace).await?.values() {
        everybody(app, tx, workspace, chosen, why).await?;
    }
    Ok(())
}
