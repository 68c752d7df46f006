//! One thing done to several candidates at once, in one transaction.

use model::{
    CandidateId, StageId, TagId,
    access::Right,
    job::{Stage, StageKind},
};
use store::hiring::{application, candidate, job, tag, workflow};

use super::{move_application::moved, the_stage};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    outgoing,
    screening::changed,
};

/// How many were changed, and how many it did not concern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Changed.
    pub changed: usize,
    /// Left as they were, because they were so already or have no such application.
    pub left: usize,
}

/// Gives a tag to candidates.
pub async fn give_tag(app: &App, actor: &Actor, ids: &[CandidateId], tag: TagId) -> Result<Done> {
    set_tag(app, actor, ids, tag, true).await
}

/// Takes a tag from candidates.
pub async fn take_tag(app: &App, actor: &Actor, ids: &[CandidateId], tag: TagId) -> Result<Done> {
    set_tag(app, actor, ids, tag, false).await
}

async fn set_tag(app: &App, actor: &Actor, ids: &[CandidateId], id: TagId, give: bool) -> Result<Done> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let all = tag::all(&tx, actor.workspace).await?;
    let tag = all.into_iter().find(|tag| tag.id == id).ok_or(Error::NotFound("tag"))?;
    let people = candidate::of_ids(&tx, actor.workspace, ids).await?;
    let held = tag::of_candidates(&tx, actor.workspace, ids).await?;
    let has = |person: &CandidateId| held.get(person).is_some_and(|tags| tags.contains(&id));
    let concerned: Vec<CandidateId> = people.keys().copied().filter(|person| has(person) != give).collect();
    let (action, words) = if give {
        let pairs: Vec<_> = concerned.iter().map(|person| (*person, id)).collect();
        tag::give(&tx, actor.workspace, &pairs).await?;
        ("candidate.tagged", "Added the tag")
    } else {
        tag::take(&tx, actor.workspace, &concerned, id).await?;
        ("candidate.untagged", "Took off the tag")
    };
    changed::tagged(app, &tx, actor.workspace, &concerned, &tag).await?;
    for person in &concerned {
        let detail = format!("{words} {}", tag.name);
        audit::write(app, &tx, actor, action, ("candidate", Some((*person).into())), detail).await?;
        if give {
            outgoing::tagged(app, &tx, actor, *person, &tag).await?;
        } else {
            outgoing::untagged(app, &tx, actor, *person, &tag).await?;
        }
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Done { changed: concerned.len(), left: ids.len() - concerned.len() })
}

/// Moves the candidates' applications to a stage: those for jobs whose workflow has it.
pub async fn move_to(app: &App, actor: &Actor, ids: &[CandidateId], stage: StageId) -> Result<Done> {
    let to = the_stage(&app.db, actor.workspace, stage).await?;
    each(app, actor, ids, |stages, _| stages.iter().find(|stage| stage.id == to.id).cloned()).await
}

/// Rejects the candidates' open applications: those neither hired nor rejected yet.
pub async fn reject(app: &App, actor: &Actor, ids: &[CandidateId]) -> Result<Done> {
    each(app, actor, ids, |stages, now| {
        let open = !matches!(now.kind, StageKind::Hired | StageKind::Rejected);
        stages.iter().find(|stage| open && stage.kind == StageKind::Rejected).cloned()
    })
    .await
}

/// Moves each application to the stage that `to` names, given its workflow's stages and where it stands.
async fn each(
    app: &App,
    actor: &Actor,
    ids: &[CandidateId],
    to: impl Fn(&[Stage], &Stage) -> Option<Stage>,
) -> Result<Done> {
    actor.require(Right::CandidatesMove)?;
    let tx = app.db.begin().await?;
    let jobs = job::all(&tx, actor.workspace).await?;
    let used: Vec<_> = jobs.iter().map(|job| job.workflow).collect();
    let workflows = workflow::of_ids(&tx, actor.workspace, &used).await?;
    let mut done = Done::default();
    for id in ids {
        let mut changed = false;
        for application in application::of_candidate(&tx, actor.workspace, *id).await? {
            let job = jobs.iter().find(|job| job.id == application.job);
            let workflow = job.and_then(|job| workflows.iter().find(|flow| flow.id == job.workflow));
            let Some(workflow) = workflow else { continue };
            let now = workflow.stages.iter().find(|stage| stage.id == application.stage);
            let Some(target) = now.and_then(|now| to(&workflow.stages, now)) else { continue };
            changed |= moved(app, &tx, actor, application, &target).await?;
        }
        if changed { done.changed += 1 } else { done.left += 1 }
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(done)
}
