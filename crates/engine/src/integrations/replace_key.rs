//! Replacing a connection's secrets. The account stays the same: another account is another connection, because
//! the links to its employees would point nowhere.

use connect::{Credentials, manifest::CredentialKind};
use model::ConnectionId;
use store::integrations::connection;

use super::{changeable, credentials};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps new secrets in place of the old. Test the connection next.
///
/// # Errors
/// [`Error::Invalid`] at each secret that can't be accepted; the old ones are kept then.
pub async fn replace_key(app: &App, actor: &Actor, id: ConnectionId, typed: &Credentials) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    let connector = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?;
    let checked =
        credentials::read(connector.manifest(), typed, |field| field.kind == CredentialKind::Secret)?;
    let sealed = credentials::seal(app, id, &checked.secrets);
    connection::set_credentials(&tx, &connection, &connection.settings, &sealed).await?;
    let detail = format!("of “{}”", connection.name);
    audit::write(app, &tx, actor, "connection.key_replaced", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
