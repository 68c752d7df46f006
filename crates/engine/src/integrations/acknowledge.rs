//! “I know”: what a key lost is no news to an administrator any more, and its card goes.

use model::ConnectionId;
use store::integrations::permission;

use super::changeable;
use crate::{Actor, App, Result, audit};

/// Notes that the actor knows of all that a connection's key lost so far. A permission that is found again and lost
/// again is news again.
pub async fn acknowledge(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    let new = permission::know(&tx, id, &actor.name, app.now()).await?;
    if new > 0 {
        let detail = format!("“{}”: {new} lost permissions", connection.name);
        let subject = ("connection", Some(id.into()));
        audit::write(app, &tx, actor, "connection.losses_known", subject, detail).await?;
    }
    Ok(tx.commit().await?)
}
