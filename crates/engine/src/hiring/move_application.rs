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
    handoff, outgoing,
    screening::{
        changed,
        follow_up::arrive::{Arrival, arrived},
    },
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
    let changed = moved(app, &tx, actor, application, &stage).await?;
    tx.commit().await?;
    if changed {
        app.bell.notify_one();
    }
    Ok(stage)
}

/// The move inside a transaction, for one and for many. Says whether anything changed.
pub(super) async fn moved(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: Application,
    to: &Stage,
) -> Result<bool> {
    let Some(person) = place(app, tx, actor, &application, to).await? else { return Ok(false) };
    outgoing::moved(app, tx, actor, &application, &person, to).await?;
    Ok(true)
}

/// The move of an application that the system it comes from knows of already.
pub(crate) async fn step(app: &App, tx: &Tx, actor: &Actor, id: ApplicationId, to: &Stage) -> Result<()> {
    let application = the_application(tx, actor.workspace, id).await?;
    place(app, tx, actor, &application, to).await.map(|_| ())
}

/// Puts the application to another stage of its workflow, and gives the person's name. `None` where it stands there.
async fn place(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: &Application,
    to: &Stage,
) -> Result<Option<String>> {
    if application.stage == to.id {
        return Ok(None);
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
    let subject = ("candidate", Some(application.candidate.into()));
    audit::write(app, tx, actor, "candidate.moved", subject, detail).await?;
    let moved = Application { stage: to.id, ..application.clone() };
    handoff::rule::on_moved(app, tx, actor, &moved, to).await?;
    let why = format!("Moved to {}", to.name);
    changed::applications(app, tx, actor.workspace, &[(moved.id, moved.job)], &why).await?;
    let arrival = Arrival { application: moved.id, job: moved.job, stage: to, at: now };
    arrived(app, tx, actor.workspace, &[arrival]).await?;
    Ok(Some(person))
}

#[cfg(test)]
mod tests {
    use model::access::Role;

    use super::*;
    use crate::{hiring::testing::house, people::testing::benches};

    #[tokio::test]
    async fn a_move_is_kept_with_its_step_and_its_line_and_done_once() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let at = house.apply(app, &boss.actor, "Ana", "Lopez").await;
            let manager = bench.colleague(&boss, "manager@example.com", Role::HiringManager).await;
            bench.later(60);
            for _ in 0..2 {
                let stage = move_application(app, &manager.actor, at.id, house.stage(2)).await.unwrap();
                assert_eq!(stage.name, "Talk");
            }
            let workspace = boss.actor.workspace;
            let now = application::get(&app.db, workspace, at.id).await.unwrap().unwrap();
            assert_eq!(now.stage, house.stage(2), "{}", bench.kind());
            let steps = movement::of(&app.db, workspace, &[at.id]).await.unwrap();
            let told: Vec<_> = steps.iter().map(|step| (step.from.as_deref(), step.to.as_str())).collect();
            assert_eq!(told, [(None, "New"), (Some("New"), "Talk")]);
            assert_eq!(steps[1].actor, manager.actor.name);
            let lines = store::audit::recent(&app.db, workspace, 50).await.unwrap();
            let moves: Vec<_> = lines.iter().filter(|line| line.action == "candidate.moved").collect();
            assert_eq!(moves.len(), 1, "the second move changed nothing");
            assert_eq!(moves[0].subject_id, Some(at.candidate.into()));
            assert_eq!(moves[0].detail, "Ana Lopez, Welder: from New to Talk");
        }
    }

    #[tokio::test]
    async fn a_stage_of_another_workflow_and_a_reader_are_refused() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let at = house.apply(app, &boss.actor, "Ana", "Lopez").await;
            let elsewhere = house.other.stages[1].id;
            let refused = move_application(app, &boss.actor, at.id, elsewhere).await.unwrap_err();
            assert!(matches!(refused, Error::Conflict(_)), "{}: {refused}", bench.kind());
            let reader = bench.colleague(&boss, "reader@example.com", Role::Employee).await;
            let denied = move_application(app, &reader.actor, at.id, house.stage(1)).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(Right::CandidatesMove)));
            let now = application::get(&app.db, boss.actor.workspace, at.id).await.unwrap().unwrap();
            assert_eq!(now.stage, house.stage(0));
        }
    }

    #[tokio::test]
    async fn of_two_who_move_at_once_none_is_lost_silently() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let at = house.apply(app, &boss.actor, "Ana", "Lopez").await;
            let to = |number| move_application(app, &boss.actor, at.id, house.stage(number));
            let (one, two) = tokio::join!(to(1), to(2));
            let done = usize::from(one.is_ok()) + usize::from(two.is_ok());
            let steps = movement::of(&app.db, boss.actor.workspace, &[at.id]).await.unwrap();
            assert!(done >= 1, "{}", bench.kind());
            assert_eq!(steps.len(), 1 + done, "{}: each move that was done has its step", bench.kind());
        }
    }
}
