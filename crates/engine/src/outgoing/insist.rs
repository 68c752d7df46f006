//! Writing our stage over theirs, once a person has seen both.

use model::{OutgoingId, access::Right, remote::RemoteChange};

use super::{conflict::is_in_conflict, find, moved_on, queue::requeue};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Sends the move again, from the stage that it was seen to stand in there. Where it was moved on there since, that is
/// a conflict again.
///
/// # Errors
/// [`Error::Conflict`] where no conflict waits to be decided.
pub async fn insist(app: &App, actor: &Actor, id: OutgoingId) -> Result<()> {
    actor.require(Right::CandidatesMove)?;
    let tx = app.db.begin().await?;
    let mut ours = find(&tx, actor.workspace, id).await?;
    if !is_in_conflict(&ours) {
        return Err(Error::Conflict("There is nothing to decide here any more.".into()));
    }
    if let (RemoteChange::Move { from, .. }, Some(theirs)) = (&mut ours.change, ours.theirs.take())
        && !theirs.is_empty()
    {
        *from = theirs;
    }
    let subject = ("candidate", Some(ours.candidate.into()));
    let detail = format!("Decided for the {} made here", ours.told);
    audit::write(app, &tx, actor, "outgoing.insisted", subject, detail).await?;
    if !requeue(app, &tx, ours).await? {
        return Err(moved_on());
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
