//! Taking up again what waited for its connection.

use model::handoff::{HandoffState, ProblemKind};
use store::{Tx, integrations::connection::Connection, referrals::delivery};

use super::act::requeue;
use crate::{App, Result};

/// Queues every delivery that waits because its connection did not work, and says how many.
pub(crate) async fn waiting_for(app: &App, tx: &Tx, connection: &Connection) -> Result<usize> {
    let mut resumed = 0;
    for one in delivery::waiting_for(tx, connection.workspace, connection.id).await? {
        let for_it = one.problem.as_ref().is_some_and(|problem| {
            matches!(problem.kind, ProblemKind::Auth | ProblemKind::Forbidden | ProblemKind::Connection)
        });
        if one.state == HandoffState::Waiting && for_it && requeue(app, tx, one).await? {
            resumed += 1;
        }
    }
    Ok(resumed)
}
