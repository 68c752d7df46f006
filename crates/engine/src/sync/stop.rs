//! Ending a run before it is through. What it brought is kept, and nothing is removed.

use std::time::Duration;

use model::{ConnectionId, sync::RunState};

use super::{Run, call_worker, keep, the_open_run, the_plan};
use crate::{Actor, App, Result, audit};

/// Ends the run that is under way; the next begins at its time.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Conflict`] where none is under way.
pub async fn stop(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let (connection, plan) = the_plan(&tx, actor, id).await?;
    let run = the_open_run(&tx, &plan).await?;
    let read_in = run.state;
    let sentence =
        format!("Stopped by {}. What was read until then is kept; nothing was removed.", actor.name);
    let stopped =
        Run { state: RunState::Stopped, ended_at: Some(app.now()), sentence: Some(sentence), ..run };
    keep(&tx, &stopped, read_in).await?;
    let next = app.now() + Duration::from_secs(60 * u64::from(plan.every_minutes));
    call_worker(app, &tx, &plan, next).await?;
    let detail = format!("“{}”", connection.name);
    audit::write(app, &tx, actor, "sync.stopped", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
