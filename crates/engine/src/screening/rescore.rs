//! Scoring a job's people again because somebody asks for it, and how far that is.

use model::{JobId, access::Right};
use store::screening::{criteria, mark, preference, result};

use super::{CriteriaState, changed, the_job};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// How far the scoring of a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many applications wait to be looked at.
    pub waiting: u64,
    /// How many there are of which something is known, or that wait.
    pub all: u64,
}

/// How far the scoring of a job is.
///
/// # Errors
/// [`Error::Denied`].
pub async fn progress(app: &App, actor: &Actor, job: JobId) -> Result<Progress> {
    actor.require(Right::CandidatesRead)?;
    let (db, space) = (&app.db, actor.workspace);
    the_job(db, space, job).await?;
    let waiting = mark::count_stale(db, space, job).await?;
    Ok(Progress { waiting, all: result::count(db, space, job).await? })
}

/// Has everybody looked at again, and says how many those are. Where nothing is new, nothing is written.
///
/// # Errors
/// [`Error::Conflict`] where the job is not screened, or asks for nothing yet.
pub async fn rescore(app: &App, actor: &Actor, job: JobId) -> Result<u64> {
    actor.require(Right::JobsWrite)?;
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let of = the_job(&tx, space, job).await?;
    let chosen = preference::get(&tx, space, job).await?;
    if !chosen.enabled {
        return Err(Error::Conflict("This job is not screened. Switch screening on first.".into()));
    }
    if criteria::in_state(&tx, space, job, CriteriaState::Active).await?.is_none() {
        let sentence = "This job asks for nothing yet. Write down what it asks for, and switch that on.";
        return Err(Error::Conflict(sentence.into()));
    }
    let why = format!("{} asked for it", actor.name);
    mark::stale_job(&tx, space, job, &why, app.now()).await?;
    changed::everybody(app, &tx, space, &chosen, &why).await?;
    let waiting = mark::count_stale(&tx, space, job).await?;
    let detail = format!("Asked to score the people of {} again", of.title);
    audit::write(app, &tx, actor, "screening.rescored", ("job", Some(job.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(waiting)
}
