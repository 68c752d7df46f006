//! Deciding not to carry a change there after all. What was changed here stays.

use model::{OutgoingId, access::Right, handoff::HandoffState};
use store::{Tx, integrations::connection::Connection, outgoing};

use super::{conflict::is_in_conflict, find, moved_on, queue::stop};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Cancels a change that no worker has in hand.
///
/// # Errors
/// [`Error::Conflict`] where it is being sent this moment or is over, or a person must decide which stage counts.
pub async fn cancel(app: &App, actor: &Actor, id: OutgoingId) -> Result<()> {
    actor.require(Right::CandidatesMove)?;
    let tx = app.db.begin().await?;
    let one = find(&tx, actor.workspace, id).await?;
    if is_in_conflict(&one) {
        return Err(Error::Conflict("It was moved there meanwhile. Decide which stage counts.".into()));
    }
    if one.state == HandoffState::Sending {
        return Err(Error::Conflict("It is being sent this moment. Look again in a few seconds.".into()));
    }
    if one.state.is_over() {
        return Err(Error::Conflict(format!("It is {} already.", one.state.as_str())));
    }
    let why = format!("Cancelled by {}; it stands here only.", actor.name);
    if !stop(app, &tx, actor, one, why).await? {
        return Err(moved_on());
    }
    Ok(tx.commit().await?)
}

/// Cancels everything on its way to a connection that is taken away, and says how many.
pub(crate) async fn all_of(app: &App, tx: &Tx, actor: &Actor, connection: &Connection) -> Result<usize> {
    let open = outgoing::open_of(tx, connection.workspace, connection.id).await?;
    let cancelled = open.len();
    for one in open {
        let why = "Cancelled, because the connection was disconnected; it stands here only.".to_owned();
        if !stop(app, tx, actor, one, why).await? {
            return Err(moved_on());
        }
    }
    Ok(cancelled)
}
