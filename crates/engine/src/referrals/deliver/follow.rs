//! Back from the job: which application a referred person's is, and what becomes of it.

use std::time::Duration;

use model::{
    ApplicationId, ReferralId, WorkspaceId,
    job::{Stage, StageKind},
    referral::{Event, State, next},
    remote::RecordKind,
};
use store::{
    Tx,
    hiring::{application, workflow},
    referrals::{delivery, referral},
    sync::mirror,
    task::{self, Task},
    workspace,
};

use super::super::{Referral, bonus, change};
use crate::{
    Actor, App,
    error::{Error, Result},
    screening::follow_up::arrive::Arrival,
    sync::take_one::take_one,
};

/// The kind of the task that looks for the application that was made there; its subject is the referral.
pub(crate) const TASK: &str = "referral.follow";

/// How often it is looked for, each time later than the last, before a sync is left to bring it.
const LOOKS: u32 = 30;

/// Fetches the application that was made there, and ties the referral to it.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let (space, id) = (task.workspace, ReferralId(task.subject));
    let found = delivery::get(&app.db, space, id).await?;
    let there = found.and_then(|found| Some((found.connection?, found.application_there?)));
    let Some((connection, external)) = there else { return over(app, worker, task).await };
    if let Err(error) = take_one(app, space, connection, RecordKind::Application, &external).await {
        tracing::info!(%error, "a referred person's application could not be fetched yet");
    }
    let tx = app.db.begin().await?;
    let kind = RecordKind::Application.into();
    let rows = mirror::of_external(&tx, connection, kind, [external.as_str()]).await?;
    let local = rows.get(&external).and_then(|row| row.local);
    let one = referral::get(&tx, space, id).await?;
    let held = match (local, one) {
        (Some(local), Some(mut one)) => {
            tie(app, &tx, &mut one, local.into()).await?;
            task::finish(&tx, task.id, worker).await?
        }
        (None, Some(_)) if task.attempt < LOOKS => {
            let later = Duration::from_secs(60 << task.attempt.min(10));
            task::retry(&tx, task.id, worker, app.now() + later).await?
        }
        _ => task::finish(&tx, task.id, worker).await?,
    };
    if held {
        tx.commit().await?;
    }
    Ok(())
}

async fn over(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    task::finish(&tx, task.id, worker).await?;
    Ok(tx.commit().await?)
}

/// Ties a referral to its application here, and lets it stand where that one stands.
async fn tie(app: &App, tx: &Tx, one: &mut Referral, id: ApplicationId) -> Result<()> {
    if one.application == Some(id) {
        return Ok(());
    }
    let Some(made) = application::get(tx, one.workspace, id).await? else { return Ok(()) };
    (one.application, one.candidate) = (Some(id), Some(made.candidate));
    let actor = worker(tx, one.workspace).await?;
    change::remark(app, tx, &actor, one, "followed", "Its application is known here").await?;
    stands(app, tx, one).await
}

/// Lets a referral stand where its application does.
pub(super) async fn stands(app: &App, tx: &Tx, one: &mut Referral) -> Result<()> {
    let Some(id) = one.application else { return Ok(()) };
    let Some(made) = application::get(tx, one.workspace, id).await? else { return Ok(()) };
    match workflow::stage(tx, one.workspace, made.stage).await? {
        Some(stage) => came(app, tx, one, &stage).await,
        None => Ok(()),
    }
}

/// Applications that came to a stage: the referrals that brought them follow.
pub(crate) async fn arrived(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    arrivals: &[Arrival<'_>],
) -> Result<()> {
    if arrivals.is_empty() || !delivery::any(tx, workspace).await? {
        return Ok(());
    }
    let ids = arrivals.iter().map(|arrival| arrival.application);
    for mut one in referral::of_applications(tx, workspace, ids).await? {
        let at = arrivals.iter().rfind(|arrival| Some(arrival.application) == one.application);
        if let Some(arrival) = at {
            came(app, tx, &mut one, arrival.stage).await?;
        }
    }
    Ok(())
}

async fn came(app: &App, tx: &Tx, one: &mut Referral, stage: &Stage) -> Result<()> {
    let Some(event) = event(stage) else { return Ok(()) };
    let before = one.state;
    // A referral that was taken back or can't count stays so, whatever becomes of the person.
    if next(before, event).is_err() {
        return Ok(());
    }
    let actor = worker(tx, one.workspace).await?;
    if !change::happen(app, tx, &actor, one, event, &format!("Stage: {}", stage.name)).await? {
        return Ok(());
    }
    match (before, one.state) {
        (_, State::Hired) => bonus::earned(app, tx, &actor, one).await,
        (State::Hired, _) => bonus::lost(app, tx, &actor, one, "The hire was taken back").await,
        _ => Ok(()),
    }
}

/// What coming to a stage means for a referral. The first stage of a workflow means nothing yet, whatever its kind.
fn event(stage: &Stage) -> Option<Event> {
    match stage.kind {
        StageKind::Hired => Some(Event::Hired),
        StageKind::Rejected => Some(Event::Rejected),
        StageKind::Applied => None,
        _ if stage.position == 0 => None,
        StageKind::Review | StageKind::Interview | StageKind::Offer => Some(Event::Advanced),
    }
}

async fn worker(tx: &Tx, space: WorkspaceId) -> Result<Actor> {
    let kind = workspace::get(tx, space).await?.ok_or(Error::NotFound("workspace"))?.kind;
    Ok(Actor::worker(space, kind))
}
