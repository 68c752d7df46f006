//! Disconnecting: the secrets are wiped, what was on its way is cancelled with a sentence, history is kept.

use std::collections::BTreeMap;

use model::{ConnectionId, connection::ConnectionStatus};
use store::integrations::{connection, rehearsal, token};

use super::changeable;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    handoff, hooks, outgoing, screening,
};

/// Disconnects for good. `confirmed` is the connection's name, typed by whoever asks.
///
/// # Errors
/// [`Error::Invalid`] at `confirm` where the name typed is another.
pub async fn disconnect(app: &App, actor: &Actor, id: ConnectionId, confirmed: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    if confirmed.trim() != connection.name {
        return Err(Error::field(
            "confirm",
            format!("Type the connection's name, “{}”, to confirm.", connection.name),
        ));
    }
    connection::set_status(&tx, &connection, ConnectionStatus::Disconnected).await?;
    connection::set_credentials(&tx, &connection, &connection.settings, &BTreeMap::new()).await?;
    token::forget(&tx, id).await?;
    rehearsal::forget(&tx, id).await?;
    let cancelled = handoff::cancel::all_of(app, &tx, actor, &connection).await?
        + outgoing::cancel::all_of(app, &tx, actor, &connection).await?;
    hooks::resume::forget(&tx, &connection).await?;
    let why = format!("Nothing is fetched from {} any more", connection.name);
    screening::changed::every_job(app, &tx, actor.workspace, &why).await?;
    let detail =
        format!("“{}”; {cancelled} hand-offs and changes on their way were cancelled", connection.name);
    audit::write(app, &tx, actor, "connection.disconnected", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
