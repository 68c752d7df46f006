//! People of a recruiting CRM come into the talent pool: everyone once, then those who changed, again and again; and
//! whoever is anonymised there is forgotten here.

mod keep;
mod person;
pub(crate) mod work;

use std::time::Duration;

use model::ConnectionId;
pub use store::sourcing::walk::Walk;
use store::{Tx, integrations::connection::Connection, sourcing::walk, task};

use super::push::is_crm;
use crate::{Actor, App, audit, error::Result, integrations::changeable};

/// The kind of the task that walks through the people of a connection. Its subject is the connection.
pub(crate) const TASK: &str = "sourcing.intake";

/// How long after a walk the next one begins.
pub(crate) const PAUSE: Duration = Duration::from_secs(15 * 60);

/// Where a connection's walk stands; as it would begin, where there was none.
///
/// # Errors
/// [`crate::Error::NotFound`] where the connection's system is no recruiting CRM.
pub async fn get(app: &App, actor: &Actor, id: ConnectionId) -> Result<Walk> {
    let connection = changeable(&app.db, actor, id).await?;
    is_crm(app, &connection)?;
    Ok(walk::of(&app.db, actor.workspace, id).await?.unwrap_or_else(|| Walk::new(id)))
}

/// Switches on that people come here, or off. Who came stays; off, nothing is read any more.
///
/// # Errors
/// As [`get`].
pub async fn switch(app: &App, actor: &Actor, id: ConnectionId, on: bool) -> Result<()> {
    let mut kept = get(app, actor, id).await?;
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    kept.is_on = on;
    walk::put(&tx, actor.workspace, &kept).await?;
    if on {
        let now = app.now();
        task::push(&tx, app.id(), actor.workspace, TASK, id.into(), now, now).await?;
    }
    let action = if on { "intake.on" } else { "intake.off" };
    let detail = format!("of “{}”", connection.name);
    audit::write(app, &tx, actor, action, ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Reads everyone afresh, from the beginning.
///
/// # Errors
/// As [`get`].
pub async fn again(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let kept = get(app, actor, id).await?;
    let tx = app.db.begin().await?;
    walk::put(&tx, actor.workspace, &Walk { is_on: kept.is_on, ..Walk::new(id) }).await?;
    tx.commit().await?;
    switch(app, actor, id, true).await
}

/// Goes on with the walk of a connection that works again.
pub(crate) async fn resume(app: &App, tx: &Tx, connection: &Connection) -> Result<()> {
    let kept = walk::of(tx, connection.workspace, connection.id).await?;
    if kept.is_some_and(|kept| kept.is_on) {
        let now = app.now();
        task::push(tx, app.id(), connection.workspace, TASK, connection.id.into(), now, now).await?;
    }
    Ok(())
}
