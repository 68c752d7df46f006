//! Trying a change again now, where a person need not or can not change anything.

use model::{OutgoingId, access::Right, handoff::HandoffState};

use super::{conflict::is_in_conflict, find, moved_on, queue::requeue};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Tries a change again that waits for a person or for its time.
///
/// # Errors
/// [`Error::Conflict`] where it is on its way or over, or a person must first decide which stage counts.
pub async fn retry(app: &App, actor: &Actor, id: OutgoingId) -> Result<()> {
    actor.require(Right::CandidatesMove)?;
    let tx = app.db.begin().await?;
    let one = find(&tx, actor.workspace, id).await?;
    if is_in_conflict(&one) {
        return Err(Error::Conflict("It was moved there meanwhile. Decide which stage counts.".into()));
    }
    if !matches!(one.state, HandoffState::Waiting | HandoffState::Retrying) {
        return Err(Error::Conflict(format!("There is nothing to retry: it is {}.", one.state.as_str())));
    }
    let subject = ("candidate", Some(one.candidate.into()));
    let detail = format!("Tried the {} again at once", one.told);
    audit::write(app, &tx, actor, "outgoing.retried", subject, detail).await?;
    if !requeue(app, &tx, one).await? {
        return Err(moved_on());
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
