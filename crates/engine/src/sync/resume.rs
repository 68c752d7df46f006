//! Going on after a pause.

use model::{ConnectionId, sync::RunState};
use store::sync::{plan, run as runs};

use super::{Run, call_worker, keep, refuse_unless_enabled, the_plan};
use crate::{Actor, App, Result, audit};

/// Ends the pause: a run goes on at the page where it stopped, or a new one begins.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Conflict`] where the connection is not enabled.
pub async fn resume(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let (connection, mut plan) = the_plan(&tx, actor, id).await?;
    refuse_unless_enabled(&connection)?;
    if !plan.paused {
        return Ok(());
    }
    plan.paused = false;
    plan::configure(&tx, &plan).await?;
    if let Some(run) = runs::open(&tx, actor.workspace, id).await?.filter(|run| run.state == RunState::Paused)
    {
        keep(&tx, &Run { state: RunState::Running, ..run }, RunState::Paused).await?;
    }
    call_worker(app, &tx, &plan, app.now()).await?;
    let detail = format!("“{}”", connection.name);
    audit::write(app, &tx, actor, "sync.resumed", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
