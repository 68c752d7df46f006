//! A candidate applies for a job, or is put forward for it.

use model::{
    CandidateId, JobId, StageId,
    access::Right,
    application::{Application, Offer},
    job::{Job, JobStatus, Stage},
    remote::RecordKind,
};
use store::{
    Tx,
    hiring::{application, movement},
};

use super::{Movement, the_candidate, the_job, the_workflow};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::{
        changed,
        follow_up::arrive::{Arrival, arrived},
    },
    sync::origin,
};

/// Adds an application at the beginning of the job's workflow.
///
/// # Errors
/// [`Error::Conflict`] where the candidate has an application for this job already, or the job is closed or kept in step
/// with another system.
pub async fn apply(app: &App, actor: &Actor, candidate: CandidateId, job: JobId) -> Result<Application> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let person = the_candidate(&tx, actor.workspace, candidate).await?.profile.full_name();
    let (job, stage) = place(&tx, actor, job, None).await?;
    if job.status == JobStatus::Closed {
        let sentence = format!("{} is closed and takes no applications. Open it again first.", job.title);
        return Err(Error::Conflict(sentence));
    }
    let systems = origin::systems(&tx, actor.workspace, RecordKind::Job, [job.id.into()]).await?;
    if let Some(system) = systems.values().next() {
        return Err(Error::Conflict(origin::applies_there(&job.title, system)));
    }
    let earlier = application::of_candidate(&tx, actor.workspace, candidate).await?;
    if earlier.iter().any(|earlier| earlier.job == job.id) {
        return Err(Error::Conflict(format!("{person} has an application for {} already.", job.title)));
    }
    let made = Application { id: app.id(), candidate, job: job.id, stage: stage.id, offer: Offer::default() };
    application::insert(&tx, actor.workspace, &made, app.now()).await?;
    movement::insert_many(&tx, actor.workspace, &[first_step(app, actor, &made, &stage)]).await?;
    changed::applications(app, &tx, actor.workspace, &[(made.id, job.id)], "Applied").await?;
    let arrival = Arrival { application: made.id, job: made.job, stage: &stage, at: app.now() };
    arrived(app, &tx, actor.workspace, &[arrival]).await?;
    let detail = format!("{person} applied for {}", job.title);
    audit::write(app, &tx, actor, "candidate.applied", ("candidate", Some(candidate.into())), detail).await?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::{jobs::set_status, testing::house},
        people::testing::benches,
    };

    #[tokio::test]
    async fn somebody_applies_once_at_the_beginning() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let at = house.apply(app, &boss.actor, "Ana", "Lopez").await;
            assert_eq!(at.stage, house.stage(0));
            let again = apply(app, &boss.actor, at.candidate, house.job.id).await.unwrap_err();
            assert_eq!(
                again.to_string(),
                "Ana Lopez has an application for Welder already.",
                "{}",
                bench.kind()
            );
            let steps = movement::of(&app.db, boss.actor.workspace, &[at.id]).await.unwrap();
            assert_eq!((steps.len(), steps[0].to.as_str()), (1, "New"));
            assert!(bench.actions(&boss).await.contains(&"candidate.applied".to_owned()));
        }
    }

    #[tokio::test]
    async fn a_closed_job_takes_no_applications() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let ana = house.person(app, &boss.actor, "Ana", "Lopez").await;
            set_status(app, &boss.actor, house.job.id, JobStatus::Closed).await.unwrap();
            let refused = apply(app, &boss.actor, ana.id, house.job.id).await.unwrap_err();
            assert!(matches!(refused, Error::Conflict(_)), "{}: {refused}", bench.kind());
        }
    }
}
