//! The threshold. Moving it sorts everybody anew at once: where somebody stands follows from it whenever it is asked.

use model::{JobId, access::Right, screening::Threshold};
use store::{
    Tx,
    hiring::job,
    screening::{ledger, mark, organisation, preference},
};

use super::{Event, Facts, Organisation, Preference, changed, line, the_job, threshold_of, write_back};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What holds for every job.
///
/// # Errors
/// [`Error::Denied`].
pub async fn organisation(app: &App, actor: &Actor) -> Result<Organisation> {
    actor.require(Right::CandidatesRead)?;
    Ok(organisation::get(&app.db, actor.workspace).await?)
}

/// The threshold that counts for a job: its own, else the organisation's.
///
/// # Errors
/// [`Error::Denied`].
pub async fn of_job(app: &App, actor: &Actor, job: JobId) -> Result<Threshold> {
    actor.require(Right::CandidatesRead)?;
    threshold_of(&app.db, actor.workspace, job).await
}

/// Moves a job's threshold; `None` gives it the organisation's. Says how many stand elsewhere now.
///
/// # Errors
/// [`Error::Invalid`] at the field `threshold` where it is above 100.
pub async fn set_job(app: &App, actor: &Actor, id: JobId, threshold: Option<Threshold>) -> Result<u64> {
    actor.require(Right::JobsWrite)?;
    threshold.map(accept).transpose()?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let of = the_job(&tx, space, id).await?;
    let preference = preference::get(&tx, space, id).await?;
    if preference.threshold == threshold {
        return Ok(0);
    }
    let before = threshold_of(&tx, space, id).await?;
    preference::put(&tx, space, &Preference { threshold, ..preference }).await?;
    let now = threshold_of(&tx, space, id).await?;
    let moved = resort(app, &tx, actor, id, (before, now)).await?;
    let detail = format!("Moved the threshold of {} from {} to {}", of.title, before.0, now.0);
    audit::write(app, &tx, actor, "screening.threshold_moved", ("job", Some(id.into())), detail).await?;
    record(app, &tx, actor, &[id], now).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Decides what holds for every job. Jobs with a threshold of their own keep it. Says how many stand elsewhere now.
///
/// # Errors
/// [`Error::Invalid`] at the field `threshold` where it is above 100.
pub async fn set_organisation(app: &App, actor: &Actor, wanted: Organisation) -> Result<u64> {
    actor.require(Right::WorkspaceManage)?;
    accept(wanted.threshold)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let before = organisation::get(&tx, space).await?;
    organisation::put(&tx, space, wanted).await?;
    let jobs = match wanted.threshold == before.threshold {
        true => vec![],
        false => mark::jobs_without_threshold(&tx, space).await?,
    };
    if before.leave_out_internal && !wanted.leave_out_internal {
        changed::every_job(app, &tx, space, "Internal people are screened too").await?;
    }
    let mut moved = 0;
    for job in &jobs {
        moved += resort(app, &tx, actor, *job, (before.threshold, wanted.threshold)).await?;
    }
    let left_out = if wanted.leave_out_internal { "left out" } else { "screened too" };
    let detail =
        format!("Threshold of the organisation: {}; internal candidates: {left_out}", wanted.threshold.0);
    audit::write(app, &tx, actor, "screening.organisation_set", ("workspace", None), detail).await?;
    record(app, &tx, actor, &jobs, wanted.threshold).await?;
    tx.commit().await?;
    Ok(moved)
}

fn accept(threshold: Threshold) -> Result<()> {
    if threshold.0 <= 100 { Ok(()) } else { Err(Error::field("threshold", "Choose a number from 0 to 100.")) }
}

/// Marks what is written elsewhere and says another standing now.
async fn resort(app: &App, tx: &Tx, actor: &Actor, job: JobId, moved: (Threshold, Threshold)) -> Result<u64> {
    let count = mark::unwritten_between(tx, actor.workspace, job, moved, app.now()).await?;
    write_back::call(app, tx, actor.workspace, job).await?;
    Ok(count)
}

async fn record(app: &App, tx: &Tx, actor: &Actor, jobs: &[JobId], threshold: Threshold) -> Result<()> {
    let known = job::of_ids(tx, actor.workspace, jobs).await?;
    let facts = Facts { threshold: Some(threshold), ..Facts::default() };
    let lines = known
        .keys()
        .map(|job| ledger::Line { facts: facts.clone(), ..line(app, actor, Event::Threshold, *job) });
    Ok(ledger::append(tx, actor.workspace, &lines.collect::<Vec<_>>()).await?)
}
