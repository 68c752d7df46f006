//! Giving a connection another name.

use model::ConnectionId;
use store::integrations::connection;

use super::{add::named_twice, changeable};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Gives a connection another name.
///
/// # Errors
/// [`Error::Invalid`] at `name` where it is empty or another connection has it.
pub async fn rename(app: &App, actor: &Actor, id: ConnectionId, name: &str) -> Result<()> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::field("name", "Give the connection a name."));
    }
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    connection::rename(&tx, &connection, name).await.map_err(named_twice)?;
    let detail = format!("“{}” is now “{name}”", connection.name);
    audit::write(app, &tx, actor, "connection.renamed", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
