//! The night's work: whoever is due by a rule that is switched on is erased, each with a receipt.

use jiff::tz::TimeZone;
use store::{
    retention::{self, Run, due},
    task::{self, Task},
    workspace,
};

use super::{before, which};
use crate::{Actor, App, Error, error::Result, hiring::erase_person};

/// The kind of the task; its subject is the workspace.
pub(crate) const TASK: &str = "retention";

/// The hour, in UTC, from which on the night's work is done.
const HOUR: i8 = 2;

/// How many people are looked at in one go, so that the claim of a task is not held for long.
const AT_ONCE: usize = 200;

/// Asks for the night's work of each workspace that has a rule switched on and had none today. Any node may: there is one
/// task for a workspace.
///
/// # Errors
/// Where the database fails.
pub async fn call_due(app: &App) -> Result<()> {
    let now = app.now();
    let today = now.to_zoned_datetime(TimeZone::UTC);
    if today.hour() < HOUR {
        return Ok(());
    }
    for workspace in retention::workspaces(&app.db).await? {
        let last = retention::last_run(&app.db, workspace).await?;
        if last.is_some_and(|run| run.at.to_zoned_datetime(TimeZone::UTC).date() == today.date()) {
            continue;
        }
        let tx = app.db.begin().await?;
        if task::due_at(&tx, TASK, workspace.into()).await?.is_none() {
            task::push(&tx, app.id(), workspace, TASK, workspace.into(), now, now).await?;
        }
        tx.commit().await?;
        app.bell.notify_one();
    }
    Ok(())
}

/// Erases who is due. Each person is a transaction of its own: a worker that dies goes on with the next one.
///
/// # Errors
/// Where the database fails; the claim then runs out and the rest is done by another.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let mut run = Run { at: app.now(), erased: 0, held_back: 0 };
    if let Some(space) = workspace::get(&app.db, task.workspace).await? {
        let rules = retention::rules(&app.db, space.id).await?;
        let fewest = rules.iter().filter(|rule| rule.active).map(|rule| rule.months).min();
        let quiet = match fewest {
            Some(fewest) => due::quiet(&app.db, space.id, before(run.at, fewest)).await?,
            None => vec![],
        };
        let due = quiet.into_iter().filter_map(|person| {
            let rule = &rules[which(&rules, &person.country)?];
            (rule.active && person.last < before(run.at, rule.months)).then_some((person, rule))
        });
        for (person, rule) in due.take(AT_ONCE) {
            let mut actor = Actor::worker(space.id, space.kind);
            actor.name = format!("The rule for people {}", super::of(&rule.country));
            actor.origin = "rule".into();
            match erase_person::erase(app, &actor, person.candidate).await {
                Ok(_) => run.erased += 1,
                // Something of theirs is on its way; they are looked at again tomorrow.
                Err(Error::Conflict(_) | Error::NotFound(_)) => run.held_back += 1,
                Err(error) => return Err(error),
            }
        }
    }
    let tx = app.db.begin().await?;
    // A night with more people than one go takes is done in several; those held back don't make it endless.
    let more = run.erased + run.held_back == AT_ONCE as u64 && run.erased > 0;
    let day = |run: &Run| run.at.to_zoned_datetime(TimeZone::UTC).date();
    if let Some(before) =
        retention::last_run(&tx, task.workspace).await?.filter(|last| day(last) == day(&run))
    {
        run.erased += before.erased;
    }
    retention::ran(&tx, task.workspace, run).await?;
    let held = if more {
        task::retry(&tx, task.id, worker, app.now()).await?
    } else {
        task::finish(&tx, task.id, worker).await?
    };
    if held {
        tx.commit().await?;
    }
    Ok(())
}
