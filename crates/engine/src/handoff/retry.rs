//! Trying again now, where a person need not or can not change anything.

use model::{HandoffId, access::Right, handoff::HandoffState};

use super::{edit::requeue, find};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Tries a hand-off again that waits for a person or for its time.
///
/// # Errors
/// [`Error::Conflict`] where it is on its way or over.
pub async fn retry(app: &App, actor: &Actor, id: HandoffId) -> Result<()> {
    actor.require(Right::HandoffsSend)?;
    let tx = app.db.begin().await?;
    let handoff = find(&tx, actor.workspace, id).await?;
    if !matches!(handoff.state, HandoffState::Waiting | HandoffState::Retrying) {
        return Err(Error::Conflict(format!(
            "There is nothing to retry: this hand-off is {}.",
            handoff.state.as_str()
        )));
    }
    let subject = ("candidate", Some(handoff.candidate.into()));
    audit::write(app, &tx, actor, "handoff.retried", subject, "Tried the hire again at once").await?;
    requeue(app, &tx, handoff).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
