//! The answer to a run that asks because it would change more than the set share.

use model::{ConnectionId, sync::RunState};

use super::{Run, call_worker, keep, refuse_unless_enabled, the_open_run, the_plan};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Lets the run that asks go on where it stands.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Conflict`] where none asks.
pub async fn allow(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let (connection, plan) = the_plan(&tx, actor, id).await?;
    refuse_unless_enabled(&connection)?;
    let run = the_open_run(&tx, &plan).await?;
    if run.state != RunState::Asking {
        return Err(Error::Conflict("The run asks for nothing.".into()));
    }
    let asked = run.sentence.clone().unwrap_or_default();
    let state = if plan.paused { RunState::Paused } else { RunState::Running };
    keep(&tx, &Run { state, allowed: true, sentence: None, ..run }, RunState::Asking).await?;
    call_worker(app, &tx, &plan, app.now()).await?;
    let detail = format!("“{}”: {asked}", connection.name);
    audit::write(app, &tx, actor, "sync.allowed", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
