//! Pausing: a run that is under way stops after the page it is at, and none begins by itself.

use model::{ConnectionId, sync::RunState};
use store::sync::{plan, run as runs};

use super::{Run, keep, the_plan};
use crate::{Actor, App, Result, audit};

/// Pauses the sync of a connection. A run under way keeps its place.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Conflict`] where nothing is kept in step.
pub async fn pause(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let (connection, mut plan) = the_plan(&tx, actor, id).await?;
    if plan.paused {
        return Ok(());
    }
    plan.paused = true;
    plan::configure(&tx, &plan).await?;
    if let Some(run) =
        runs::open(&tx, actor.workspace, id).await?.filter(|run| run.state == RunState::Running)
    {
        keep(&tx, &Run { state: RunState::Paused, ..run }, RunState::Running).await?;
    }
    let detail = format!("“{}”", connection.name);
    audit::write(app, &tx, actor, "sync.paused", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
