//! Messages that other systems send by themselves. Each is proven, kept and answered at once; what it names is fetched
//! afresh later, so that the order in which messages come, and what they claim, mean nothing.
//!
//! A message that never came is made good by the next run of the sync.

pub(crate) mod fetch;
pub mod overview;
pub mod receive;
pub(crate) mod resume;
#[cfg(test)]
pub(crate) mod testing;

use std::time::Duration;

use model::{ConnectionId, WorkspaceId, remote::RecordKind};
pub use store::hook::{delivery::Delivery, refusal::Refusals};
use store::{Tx, hook::hint, task};

use crate::{App, Result};

/// The kind of the task that fetches a record which messages named.
pub(crate) const TASK: &str = "hook.fetch";

/// How long a message is remembered, for the connection's page and to know a repeat: 30 days.
pub const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Asks for a record to be fetched afresh, once, however many ask.
pub(crate) async fn ask(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    connection: ConnectionId,
    record: &(RecordKind, String),
) -> Result<()> {
    let now = app.now();
    if hint::ask(tx, workspace, connection, record, now).await? {
        let subject = hint::id(connection, record.0, &record.1);
        task::push(tx, app.id(), workspace, TASK, subject, now, now).await?;
    }
    Ok(())
}
