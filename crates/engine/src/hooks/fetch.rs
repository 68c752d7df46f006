//! Fetching a record that messages named. The message may be old, or late, or wrong: only what is there now counts.

use std::time::Duration;

use jiff::Timestamp;
use model::connection::ConnectionStatus;
use store::{
    Tx,
    hook::hint::{self, Hint},
    integrations::connection,
    task::{self, Task},
};

use crate::{
    App,
    error::{Error, Result},
    handoff::problem::{Follows, follows},
    sync::take_one::take_one,
};

/// How often it is looked whether a connection is in use again. Enabling it brings this forward.
const UNTIL_IN_USE: Duration = Duration::from_secs(600);

/// How often a fetch is tried again that a person would have to mend. The sync sees the record by itself as well.
const UNTIL_MENDED: Duration = Duration::from_secs(3_600);

/// Fetches the record of one hint and forgets the hint, unless a message named the record again meanwhile.
///
/// # Errors
/// Where the database fails; the claim then runs out and the record is fetched again.
pub(crate) async fn fetch(app: &App, worker: &str, task: &Task) -> Result<()> {
    let Some(hint) = hint::get(&app.db, task.workspace, task.subject).await? else {
        return finish(app, worker, task).await;
    };
    let found = connection::get(&app.db, task.workspace, hint.connection).await?;
    let connection = found.ok_or(Error::NotFound("connection"))?;
    if connection.status == ConnectionStatus::Disconnected {
        return settle(app, worker, task, &hint).await;
    }
    if connection.status != ConnectionStatus::Enabled {
        let sentence = format!("{} is not enabled; it is fetched once it is.", connection.name);
        return later(app, worker, task, &hint, (hint.tries, UNTIL_IN_USE, &sentence)).await;
    }
    let tries = hint.tries + 1;
    match take_one(app, task.workspace, hint.connection, hint.kind, &hint.external_id).await {
        Ok(_) => settle(app, worker, task, &hint).await,
        Err(Error::Vendor(error)) => {
            let (after, problem) = match follows(&error, tries, &connection.name) {
                Follows::Again(after, problem) => (after, problem),
                Follows::Card(problem) => (UNTIL_MENDED, problem),
            };
            later(app, worker, task, &hint, (tries, after, &problem.sentence)).await
        }
        Err(error) => Err(error),
    }
}

/// Forgets the hint and its task. First the hint, as whoever asks again does: one waits for the other.
async fn settle(app: &App, worker: &str, task: &Task, hint: &Hint) -> Result<()> {
    let tx = app.db.begin().await?;
    let held = if hint::settle(&tx, hint).await? {
        task::finish(&tx, task.id, worker).await?
    } else {
        task::retry(&tx, task.id, worker, app.now()).await?
    };
    commit(tx, held).await
}

async fn later(
    app: &App,
    worker: &str,
    task: &Task,
    hint: &Hint,
    (tries, after, sentence): (i32, Duration, &str),
) -> Result<()> {
    let at: Timestamp = app.now() + after;
    let tx = app.db.begin().await?;
    hint::set_problem(&tx, hint, tries, sentence).await?;
    let held = task::retry(&tx, task.id, worker, at).await?;
    commit(tx, held).await
}

async fn finish(app: &App, worker: &str, task: &Task) -> Result<()> {
    let tx = app.db.begin().await?;
    let held = task::finish(&tx, task.id, worker).await?;
    commit(tx, held).await
}

/// Nothing is kept where another worker has the task now: what it finds counts.
async fn commit(tx: Tx, held: bool) -> Result<()> {
    if held {
        tx.commit().await?;
    }
    Ok(())
}
