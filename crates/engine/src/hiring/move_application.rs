//! Moving an application to another stage.

use model::{ApplicationId, StageId, access::Right, application::Application, job::Stage};
use store::{
    Tx,
    hiring::{application, movement},
};

use super::{Movement, the_application, the_candidate, the_job, the_stage, the_workflow};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    handoff,
};

/// Moves an application to a stage of its job's workflow. Where it stands there already, nothing happens.
///
/// # Errors
/// [`Error::Conflict`] where the stage belongs to another workflow, or somebody else moved it at the same time.
pub async fn move_application(app: &App, actor: &Actor, id: ApplicationId, to: StageId) -> Result<Stage> {
    actor.require(Right::CandidatesMove)?;
    let tx = app.db.begin().await?;
    let application = the_application(&tx, actor.workspace, id).await?;
    let stage = the_stage(&tx, actor.workspace, to).await?;
    moved(app, &tx, actor, application, &stage).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(stage)
}

/// The move inside a transaction, for one and for many. Says whether anything changed.
pub(super) async fn moved(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut application: Application,
    to: &Stage,
) -> Result<bool> {
    if application.stage == to.id {
        return Ok(false);
    }
    let job = the_job(tx, actor.workspace, application.job).await?;
    let workflow = the_workflow(tx, actor.workspace, job.workflow).await?;
    if !workflow.stages.iter().any(|stage| stage.id == to.id) {
        let sentence = format!("“{}” is not a stage of the workflow of {}.", to.name, job.title);
        return Err(Error::Conflict(sentence));
    }
    let from = the_stage(tx, actor.workspace, application.stage).await?;
    let now = app.now();
    if !application::set_stage(tx, actor.workspace, application.id, from.id, to.id, now).await? {
        let sentence = "Somebody else moved this application just now. Look at where it stands.";
        return Err(Error::Conflict(sentence.into()));
    }
    let step = Movement {
        id: app.id(),
        application: application.id,
        from: Some(from.name.clone()),
        to: to.name.clone(),
        kind: to.kind,
        actor: actor.name.clone(),
        at: now,
    };
    movement::insert_many(tx, actor.workspace, &[step]).await?;
    let person = the_candidate(tx, actor.workspace, application.candidate).await?.profile.full_name();
    let detail = format!("{person}, {}: from {} to {}", job.title, from.name, to.name);
    let subject = ("application", Some(application.id.into()));
    audit::write(app, tx, actor, "application.moved", subject, detail).await?;
    application.stage = to.id;
    handoff::rule::on_moved(app, tx, actor, &application, to).await?;
    Ok(true)
}
