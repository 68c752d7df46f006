//! A candidate applies for a job, or is put forward for it.

use model::{
    CandidateId, JobId, StageId,
    access::Right,
    application::{Application, Offer},
    job::{Job, Stage},
};
use store::{
    Tx,
    hiring::{application, movement},
};

use super::{Movement, the_candidate, the_job, the_workflow};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Adds an application at the beginning of the job's workflow.
///
/// # Errors
/// [`Error::Conflict`] where the candidate has an application for this job already.
pub async fn apply(app: &App, actor: &Actor, candidate: CandidateId, job: JobId) -> Result<Application> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let person = the_candidate(&tx, actor.workspace, candidate).await?.profile.full_name();
    let (job, stage) = place(&tx, actor, job, None).await?;
    let earlier = application::of_candidate(&tx, actor.workspace, candidate).await?;
    if earlier.iter().any(|earlier| earlier.job == job.id) {
        return Err(Error::Conflict(format!("{person} has an application for {} already.", job.title)));
    }
    let made = Application { id: app.id(), candidate, job: job.id, stage: stage.id, offer: Offer::default() };
    application::insert(&tx, actor.workspace, &made, app.now()).await?;
    movement::insert_many(&tx, actor.workspace, &[first_step(app, actor, &made, &stage)]).await?;
    let detail = format!("{person} for {}", job.title);
    audit::write(app, &tx, actor, "application.added", ("application", Some(made.id.into())), detail).await?;
    tx.commit().await?;
    Ok(made)
}

/// A job and one of its stages, the first where none is named.
pub(super) async fn place(
    tx: &Tx,
    actor: &Actor,
    job: JobId,
    stage: Option<StageId>,
) -> Result<(Job, Stage)> {
    let job = the_job(tx, actor.workspace, job).await?;
    let workflow = the_workflow(tx, actor.workspace, job.workflow).await?;
    let stage = match stage {
        Some(id) => workflow.stages.iter().find(|stage| stage.id == id),
        None => workflow.start(),
    };
    let stage = stage.cloned().ok_or(Error::NotFound("stage"))?;
    Ok((job, stage))
}

pub(super) fn first_step(app: &App, actor: &Actor, made: &Application, stage: &Stage) -> Movement {
    Movement {
        id: app.id(),
        application: made.id,
        from: None,
        to: stage.name.clone(),
        kind: stage.kind,
        actor: actor.name.clone(),
        at: app.now(),
    }
}
