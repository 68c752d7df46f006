//! Asking those who came to the stage before a set was switched on: a person's word, since it may be many letters.

use model::{JobId, QuestionSetId};
use store::hiring::application;

use super::{
    arrive::{Arrival, call},
    sets,
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Asks everybody who stands at the set's stages now and was not asked before, and says how many those are.
///
/// # Errors
/// [`Error::Conflict`] where the set is switched off; [`Error::NotFound`].
pub async fn ask(app: &App, actor: &Actor, job: JobId, id: QuestionSetId) -> Result<usize> {
    let set = sets::get(app, actor, job, id).await?;
    if set.active_since.is_none() {
        return Err(Error::Conflict("Switch these questions on first.".into()));
    }
    let mut stages = sets::stages(app, actor, job).await?;
    stages.retain(|stage| set.at.is(stage));
    let (tx, now, mut asked) = (app.db.begin().await?, app.now(), 0);
    for stage in &stages {
        for application in application::at_stage(&tx, actor.workspace, job, stage.id).await? {
            let arrival = Arrival { application: application.id, job, stage, at: now };
            asked += usize::from(call(app, &tx, actor.workspace, &set, &arrival).await?);
        }
    }
    let detail = format!("Asked {asked} who stand there the questions “{}”", set.name);
    audit::write(app, &tx, actor, "follow_up.standing_asked", ("job", Some(job.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(asked)
}
