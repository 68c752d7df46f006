//! Deciding not to send after all. What is in the HR system already stays there, and is said.

use model::{
    HandoffId,
    access::Right,
    handoff::{HandoffState, Problem, ProblemKind},
};
use store::{
    Tx,
    integrations::{
        connection::Connection,
        handoff::{self, Handoff},
    },
};

use super::{find, moved_on};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations,
};

/// Cancels a hand-off that no worker has in hand.
///
/// # Errors
/// [`Error::Conflict`] where it is being sent this moment, or is over.
pub async fn cancel(app: &App, actor: &Actor, id: HandoffId) -> Result<()> {
    actor.require(Right::HandoffsSend)?;
    let tx = app.db.begin().await?;
    let handoff = find(&tx, actor.workspace, id).await?;
    if handoff.state == HandoffState::Sending {
        return Err(Error::Conflict("It is being sent this moment. Look again in a few seconds.".into()));
    }
    if handoff.state.is_over() {
        return Err(Error::Conflict(format!("It is {} already.", handoff.state.as_str())));
    }
    let connection = integrations::find(&tx, actor.workspace, handoff.connection).await?;
    stop(app, &tx, actor, &connection, handoff, &format!("Cancelled by {}", actor.name)).await?;
    Ok(tx.commit().await?)
}

/// Cancels everything on its way to a connection that is taken away, and says how many.
pub(crate) async fn all_of(app: &App, tx: &Tx, actor: &Actor, connection: &Connection) -> Result<usize> {
    let open = handoff::open_of(tx, connection.workspace, connection.id).await?;
    let cancelled = open.len();
    for handoff in open {
        stop(app, tx, actor, connection, handoff, "Cancelled, because the connection was disconnected")
            .await?;
    }
    Ok(cancelled)
}

/// Cancels one hand-off with the sentence that its page shows.
pub(super) async fn stop(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    connection: &Connection,
    mut handoff: Handoff,
    why: &str,
) -> Result<()> {
    let kept = match &handoff.external_id {
        Some(id) => format!("Employee {id} is in {} already and stays there.", connection.name),
        None => format!("As far as is known, nothing was made in {}.", connection.name),
    };
    let sentence = format!("{why}. {kept}");
    let read_in = std::mem::replace(&mut handoff.state, HandoffState::Cancelled);
    handoff.problem = Some(Problem { kind: ProblemKind::Connection, sentence, fields: vec![] });
    handoff.next_try_at = None;
    handoff.updated_at = app.now();
    if !handoff::save(tx, &handoff, read_in).await? {
        return Err(moved_on());
    }
    let subject = ("candidate", Some(handoff.candidate.into()));
    let detail = format!("Cancelled the hire for {}. {kept}", connection.name);
    audit::write(app, tx, actor, "handoff.cancelled", subject, detail).await
}
