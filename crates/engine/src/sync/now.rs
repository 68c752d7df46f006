//! “Sync now”.

use model::{
    ConnectionId, RunId,
    sync::{RunMode, RunState, RunTrigger},
};
use store::{
    Tx,
    sync::{plan::Plan, run as runs},
};

use super::{Run, call_worker, refuse_unless_enabled, the_plan};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Begins a run without waiting for its time.
///
/// # Errors
/// [`Error::Conflict`] where one is under way, or the sync is paused or the connection not enabled.
pub async fn sync_now(app: &App, actor: &Actor, id: ConnectionId, mode: RunMode) -> Result<RunId> {
    let tx = app.db.begin().await?;
    let (connection, plan) = the_plan(&tx, actor, id).await?;
    refuse_unless_enabled(&connection)?;
    if plan.paused {
        return Err(Error::Conflict("The sync is paused; resume it first.".into()));
    }
    let begun = begun(app, &plan, mode, RunTrigger::Person);
    insert(&tx, &begun).await?;
    call_worker(app, &tx, &plan, app.now()).await?;
    let what = if mode == RunMode::Full { "everything" } else { "what changed" };
    let detail = format!("“{}”: {what}", connection.name);
    audit::write(app, &tx, actor, "sync.asked", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(begun.id)
}

/// A run at its beginning.
pub(super) fn begun(app: &App, plan: &Plan, mode: RunMode, trigger: RunTrigger) -> Run {
    Run {
        id: app.id(),
        workspace: plan.workspace,
        connection: plan.connection,
        mode,
        trigger,
        state: RunState::Running,
        started_at: app.now(),
        ended_at: None,
        progress: serde_json::json!({}),
        tally: Default::default(),
        sentence: None,
        allowed: false,
        requests: 0,
    }
}

pub(super) async fn insert(tx: &Tx, run: &Run) -> Result<()> {
    runs::insert(tx, run).await.map_err(|error| {
        if error.is_taken() {
            return Error::Conflict("A run is under way already.".into());
        }
        error.into()
    })
}
