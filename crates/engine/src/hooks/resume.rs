//! Taking up what messages asked for while their connection was not in use, and giving it up with the connection.

use store::{Tx, hook::hint, integrations::connection::Connection, task};

use super::TASK;
use crate::{App, Result};

/// Brings forward everything that waits for a connection.
pub(crate) async fn waiting_for(app: &App, tx: &Tx, connection: &Connection) -> Result<()> {
    let now = app.now();
    for hint in hint::of_connection(tx, connection.workspace, connection.id).await? {
        task::push(tx, app.id(), connection.workspace, TASK, hint.id, now, now).await?;
    }
    Ok(())
}

/// Forgets what was to be fetched through a connection that is taken away.
pub(crate) async fn forget(tx: &Tx, connection: &Connection) -> Result<()> {
    Ok(hint::drop_all(tx, connection.workspace, connection.id).await?)
}
