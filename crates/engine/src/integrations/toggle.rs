//! Enabling and disabling. Nothing is sent while a connection is disabled.

use model::{
    ConnectionId,
    connection::{ConnectionStatus, Probe},
};
use store::integrations::connection::{self, Connection};

use super::changeable;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    handoff, hooks, outgoing, referrals, screening, sourcing, sync,
};

/// Enables a connection that was tested, and takes up again what waited for it.
///
/// # Errors
/// [`Error::Conflict`] where its key was not tested, is not accepted, or lacks what hand-offs need.
pub async fn enable(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    ready(app, &connection)?;
    connection::set_status(&tx, &connection, ConnectionStatus::Enabled).await?;
    let resumed = handoff::resume::waiting_for(app, &tx, &connection).await?
        + outgoing::resume::waiting_for(app, &tx, &connection).await?
        + referrals::deliver::waiting_for(app, &tx, &connection).await?;
    if super::abilities(app, &connection.vendor).people {
        sourcing::export::resume(app, &tx, &connection).await?;
        sourcing::intake::resume(app, &tx, &connection).await?;
    }
    hooks::resume::waiting_for(app, &tx, &connection).await?;
    sync::begin::begin(app, &tx, &connection).await?;
    let detail = match resumed {
        0 => format!("“{}”", connection.name),
        n => format!("“{}”; {n} waiting hand-offs and changes go on", connection.name),
    };
    audit::write(app, &tx, actor, "connection.enabled", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Disables a connection. What is queued waits as a card until it is enabled again.
pub async fn disable(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    if connection.status == ConnectionStatus::Enabled {
        connection::set_status(&tx, &connection, ConnectionStatus::Disabled).await?;
        let why = format!("Nothing is fetched from {} any more", connection.name);
        screening::changed::every_job(app, &tx, actor.workspace, &why).await?;
        let detail = format!("“{}”", connection.name);
        audit::write(app, &tx, actor, "connection.disabled", ("connection", Some(id.into())), detail).await?;
    }
    Ok(tx.commit().await?)
}

fn ready(app: &App, connection: &Connection) -> Result<()> {
    if connection.status == ConnectionStatus::Broken {
        return Err(Error::Conflict("The key is not accepted. Replace it, or test it again.".into()));
    }
    let Some(report) = &connection.report else {
        return Err(Error::Conflict("Test the connection first.".into()));
    };
    let manifest = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?.manifest();
    let missing = manifest.permission.iter().find(|permission| {
        permission.required
            && report
                .permissions
                .iter()
                .any(|found| found.key == permission.key && found.probe == Probe::Missing)
    });
    match missing {
        Some(permission) => Err(Error::Conflict(format!(
            "The key's owner lacks “{}”. {} Give it that right there, then test again.",
            permission.label, permission.without
        ))),
        None => Ok(()),
    }
}
