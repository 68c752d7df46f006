//! Taking up again what waited for its connection.

use model::handoff::{HandoffState, ProblemKind};
use store::{
    Tx,
    integrations::{connection::Connection, handoff},
};

use super::edit::requeue;
use crate::{App, Result};

/// Queues every hand-off that waits because its connection did not work, and says how many.
pub(crate) async fn waiting_for(app: &App, tx: &Tx, connection: &Connection) -> Result<usize> {
    let open = handoff::open_of(tx, connection.workspace, connection.id).await?;
    let mut resumed = 0;
    for handoff in open {
        let for_it = handoff.problem.as_ref().is_some_and(|problem| {
            matches!(problem.kind, ProblemKind::Auth | ProblemKind::Forbidden | ProblemKind::Connection)
        });
        // A hand-off of the rule that never had a form has nothing to send yet: a person looks at it first.
        if handoff.state == HandoffState::Waiting && for_it && !handoff.record.0.is_empty() {
            requeue(app, tx, handoff).await?;
            resumed += 1;
        }
    }
    Ok(resumed)
}
