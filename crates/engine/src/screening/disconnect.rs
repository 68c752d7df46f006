//! Stopping to write results into a connected system, and going on with it. What was written stays there or is taken
//! away, as whoever stops it asks; what a person changed there since is a person's and stays.

use model::{ApplicationId, ConnectionId, access::Right, connection::ConnectionStatus};
use store::{
    hiring::{application, candidate},
    outgoing,
    screening::{
        target::{self, Target},
        written,
    },
    task::{self, Task},
    workspace,
};

use super::write_back::{self, put};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations::{changeable, find},
    outgoing::{Whose, dropped, is_own, there},
    work::LEASE,
};

/// The kind of the task that takes away what was written into a system. Its subject is the connection.
pub(crate) const TASK: &str = "screening.clean_up";

/// How many applications are looked at in one transaction.
const MOST: u64 = 50;

/// What becomes of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// It stays there.
    Keep,
    /// Fields are emptied and the tag is taken off, unless a person changed them. Comments can't be taken back.
    Remove,
}

/// How far the taking away is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Of how many applications something of ours is still there.
    pub left: u64,
    /// How many changes are on their way there.
    pub on_their_way: u64,
    /// Whether more are still to be put on their way.
    pub goes_on: bool,
}

/// Stops writing results into a connected system. What was not sent yet is not sent.
///
/// # Errors
/// [`Error::NotFound`], and [`Error::Conflict`] where the connection is disconnected altogether.
pub async fn stop(app: &App, actor: &Actor, id: ConnectionId, leaving: Leaving) -> Result<()> {
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let connection = changeable(&tx, actor, id).await?;
    let known = target::get(&tx, space, id).await?;
    let stopped_at = known.stopped_at.or(Some(app.now()));
    target::put(&tx, space, &Target { stopped_at, ..known }).await?;
    let open = outgoing::open_of(&tx, space, id).await?;
    let why = "Not sent, because no results of screening are written there any more.";
    dropped(app, &tx, actor, open, why).await?;
    let after = match leaving {
        Leaving::Keep => "what was written stays",
        Leaving::Remove => {
            let now = app.now();
            task::push(&tx, app.id(), space, TASK, id.into(), now, now).await?;
            "what was written is taken away"
        }
    };
    let detail = format!("Stopped writing results of screening into “{}”; {after}", connection.name);
    let subject = ("connection", Some(id.into()));
    audit::write(app, &tx, actor, "screening.write_back_stopped", subject, detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Goes on writing results into a connected system: all that is known of its jobs, where that is not there.
///
/// # Errors
/// As [`stop`].
pub async fn resume(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let connection = changeable(&tx, actor, id).await?;
    let known = target::get(&tx, space, id).await?;
    if known.stopped_at.is_none() {
        return Ok(());
    }
    target::put(&tx, space, &Target { stopped_at: None, ..known }).await?;
    write_back::call_all_of(app, &tx, space, id).await?;
    let detail = format!("Writes results of screening into “{}” again", connection.name);
    let subject = ("connection", Some(id.into()));
    audit::write(app, &tx, actor, "screening.write_back_resumed", subject, detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// How far the taking away is.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn progress(app: &App, actor: &Actor, id: ConnectionId) -> Result<Progress> {
    actor.require(Right::IntegrationsManage)?;
    find(&app.db, actor.workspace, id).await?;
    let open = outgoing::open_of(&app.db, actor.workspace, id).await?;
    Ok(Progress {
        left: written::count(&app.db, actor.workspace, id).await?,
        on_their_way: open.iter().filter(|one| is_own(one)).count() as u64,
        goes_on: task::due_at(&app.db, TASK, id.into()).await?.is_some(),
    })
}

/// Puts the taking away of all that was written into a system on its way, some applications in a transaction. A
/// worker that takes it up again goes through all once more, which changes nothing for those that are on their way.
///
/// # Errors
/// Where the database fails; the claim then runs out and the rest is taken up again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = workspace::get(&app.db, task.workspace).await?.ok_or(Error::NotFound("workspace"))?;
    let actor = Actor::worker(space.id, space.kind);
    let mut after = None;
    loop {
        let tx = app.db.begin().await?;
        if !task::renew(&tx, task.id, worker, app.now() + LEASE).await? {
            return Ok(());
        }
        after = some(app, &tx, &actor, task.subject.into(), after).await?;
        if after.is_none() {
            task::finish(&tx, task.id, worker).await?;
        }
        tx.commit().await?;
        app.bell.notify_one();
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The last application that was looked at; `None` where there are no more.
async fn some(
    app: &App,
    tx: &store::Tx,
    actor: &Actor,
    id: ConnectionId,
    after: Option<ApplicationId>,
) -> Result<Option<ApplicationId>> {
    let space = actor.workspace;
    let (connection, target) = (find(tx, space, id).await?, target::get(tx, space, id).await?);
    if target.stopped_at.is_none() || connection.status == ConnectionStatus::Disconnected {
        return Ok(None);
    }
    let written = written::of_connection(tx, space, id, after, MOST).await?;
    let Some(last) = written.last().map(|one| one.application) else { return Ok(None) };
    let ids: Vec<ApplicationId> = written.iter().map(|one| one.application).collect();
    let held = written::held(tx, space, &ids).await?.into_iter().filter(|one| one.connection == id);
    let applications = application::of_ids(tx, space, &ids).await?;
    let people: Vec<_> = applications.values().map(|(one, _)| one.candidate).collect();
    let people = candidate::of_ids(tx, space, &people).await?;
    let there = there(tx, space, &ids).await?;
    let mut onto = None;
    for one in held {
        let place =
            there.iter().find(|there| there.connection.id == id && there.application == one.application);
        let (Some(place), Some((application, _))) = (place, applications.get(&one.application)) else {
            // What is gone there has nothing of ours any more.
            written::forget(tx, &one).await?;
            continue;
        };
        if onto.is_none() {
            onto = put::Onto::of(app, tx, place, target.clone()).await?;
        }
        let Some(onto) = &onto else { return Ok(None) };
        let name = people.get(&application.candidate).map(|person| person.profile.full_name());
        let whose = Whose { there: place, application, name: &name.unwrap_or_default() };
        put::take_away(app, tx, actor, onto, &whose, one).await?;
    }
    Ok(Some(last))
}
