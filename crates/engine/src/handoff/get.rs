//! One hand-off with its timeline.

use model::{HandoffId, access::Right};
use store::integrations::{
    connection::Connection,
    handoff::Handoff,
    ledger::{self, Entry},
};

use super::find;
use crate::{Actor, App, Result, integrations};

/// One hand-off with all that its page shows.
pub struct Story {
    /// The hand-off.
    pub handoff: Handoff,
    /// Where it goes.
    pub connection: Connection,
    /// The steps so far, in order.
    pub steps: Vec<Entry>,
}

/// One hand-off with its timeline.
///
/// # Errors
/// [`crate::Error::NotFound`] where the workspace has none such.
pub async fn get(app: &App, actor: &Actor, id: HandoffId) -> Result<Story> {
    actor.require(Right::HandoffsSend)?;
    let handoff = find(&app.db, actor.workspace, id).await?;
    Ok(Story {
        connection: integrations::find(&app.db, actor.workspace, handoff.connection).await?,
        steps: ledger::of(&app.db, actor.workspace, id).await?,
        handoff,
    })
}
