//! Testing a connection: what its key may do, found without writing anything.

use model::{
    ConnectionId,
    connection::{CheckReport, ConnectionStatus},
};
use store::integrations::connection;

use super::{changeable, health, open::open};
use crate::{Actor, App, Result, audit};

/// Tests a connection and keeps what was found. A connection whose key works again becomes disabled, from where
/// a person enables it.
///
/// # Errors
/// [`crate::Error::Vendor`] where the vendor refuses or can't be reached; that too is kept and shown.
pub async fn check(app: &App, actor: &Actor, id: ConnectionId) -> Result<CheckReport> {
    let connection = changeable(&app.db, actor, id).await?;
    let (found, calls) = match open(app, actor.kind, &connection) {
        Ok(open) => {
            let found = open.connector.check(&open.ctx).await;
            (found, open.ctx.http.calls())
        }
        Err(error) => (Err(error), vec![]),
    };
    let tx = app.db.begin().await?;
    health::record(app, &tx, &connection, None, calls, found.as_ref().err()).await?;
    let detail = match &found {
        Ok(report) => {
            connection::set_report(&tx, &connection, report, app.now()).await?;
            connection::set_good(&tx, &connection, app.now()).await?;
            if connection.status == ConnectionStatus::Broken {
                connection::set_status(&tx, &connection, ConnectionStatus::Disabled).await?;
            }
            "the key works".to_owned()
        }
        Err(error) => error.to_string(),
    };
    audit::write(app, &tx, actor, "connection.tested", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(found?)
}
