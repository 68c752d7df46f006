//! Replacing a connection's secrets. The account stays the same: another account is another connection, because
//! the links to its employees would point nowhere.

use std::collections::BTreeMap;

use connect::{
    Credentials, VendorError,
    manifest::{Api, CredentialField, CredentialKind},
};
use model::ConnectionId;
use store::integrations::connection::{self, Connection};

use super::{changeable, credentials, health, open::open};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps new secrets in place of the old, unless the vendor refuses them: a key that was mistyped must not take the
/// place of one that works. Where several secrets are kept, one left empty stays as it was. Test the connection next.
///
/// # Errors
/// [`Error::Invalid`] at each secret that can't be accepted or is refused; the old ones are kept then.
pub async fn replace_key(app: &App, actor: &Actor, id: ConnectionId, typed: &Credentials) -> Result<()> {
    let connection = changeable(&app.db, actor, id).await?;
    let connector = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?;
    let manifest = connector.manifest();
    let api = connection.settings.get(Api::SETTING).cloned().unwrap_or_default();
    let typed = &typed.with(Api::SETTING, &api);
    let of_key = |field: &CredentialField| field.kind == CredentialKind::Secret || field.with_key;
    let parts = || manifest.credentials(&api).filter(|field| of_key(field));
    let is_typed = |field: &CredentialField| !typed.get(&field.key).trim().is_empty();
    // What is shown of the key comes back as it was where nobody changed it.
    let is_new = |field: &CredentialField| {
        is_typed(field)
            && connection.settings.get(&field.key).is_none_or(|kept| kept != typed.get(&field.key).trim())
    };
    let any = parts().any(is_new);
    let stays = |field: &CredentialField| any && !is_typed(field) && is_kept(&connection, &field.key);
    let checked = credentials::read(manifest, typed, |field| of_key(field) && !stays(field))?;
    let sealed = credentials::seal(app, id, &checked.secrets);
    let with = |kept: &Connection| {
        kept.secrets.clone().into_iter().chain(sealed.clone()).collect::<BTreeMap<_, _>>()
    };
    let shown = |kept: &Connection| {
        kept.settings.clone().into_iter().chain(checked.settings.clone()).collect::<BTreeMap<_, _>>()
    };
    let with_new = Connection {
        secrets: with(&connection),
        settings: shown(&connection),
        paused_until: None,
        ..connection.clone()
    };
    let tried = open(app, actor.kind, &with_new)?;
    let found = tried.connector.check(&tried.ctx).await;
    let calls = tried.ctx.http.calls();

    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    health::log(app, &tx, &connection, None, calls).await?;
    if let Err(VendorError::Auth(_)) = found {
        tx.commit().await?;
        let secret = parts().find(|field| field.kind == CredentialKind::Secret);
        let message = format!("{} does not accept this key. The one before was kept.", manifest.name);
        return Err(Error::field(secret.map_or("", |field| &field.key), message));
    }
    connection::set_credentials(&tx, &connection, &shown(&connection), &with(&connection)).await?;
    let detail = format!("of “{}”", connection.name);
    audit::write(app, &tx, actor, "connection.key_replaced", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

fn is_kept(connection: &Connection, key: &str) -> bool {
    connection.secrets.contains_key(key) || connection.settings.contains_key(key)
}
