//! What the ledger says, and whether it is whole.

use model::{ApplicationId, access::Right};
use store::screening::ledger;

use super::{Entry, Proof, the_application};
use crate::{Actor, App, Result};

/// What screening did with an application, the oldest first.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn history(app: &App, actor: &Actor, application: ApplicationId) -> Result<Vec<Entry>> {
    actor.require(Right::CandidatesRead)?;
    the_application(&app.db, actor.workspace, application).await?;
    Ok(ledger::of_application(&app.db, actor.workspace, application).await?)
}

/// The newest rows of the ledger before a place.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn recent(app: &App, actor: &Actor, before: Option<u64>, most: u64) -> Result<Vec<Entry>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(ledger::recent(&app.db, actor.workspace, before, most).await?)
}

/// Looks through the whole ledger for rows that were changed, removed or swapped.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn prove(app: &App, actor: &Actor) -> Result<Proof> {
    actor.require(Right::WorkspaceManage)?;
    let snapshot = app.db.snapshot().await?;
    Ok(ledger::prove(&snapshot, actor.workspace).await?)
}
