//! Changing the API that a connection speaks. The account stays the same, and so do its records, links, mapping and
//! history: only how it is spoken to changes.

use connect::{VendorError, manifest::Api};
use model::ConnectionId;
use store::integrations::connection::{self, Connection};

use super::{Credentials, changeable, credentials, health, open::open};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps credentials for another API of the same vendor in place of those of the one spoken so far, once they were
/// tried and accepted. Rehearse it first: that the account is the same is seen there.
///
/// # Errors
/// [`Error::Invalid`] at credentials that can't be accepted or are refused; the old ones are kept then.
pub async fn change_api(app: &App, actor: &Actor, id: ConnectionId, typed: &Credentials) -> Result<()> {
    let connection = changeable(&app.db, actor, id).await?;
    let manifest = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?.manifest();
    let checked = credentials::read(manifest, typed, |_| true)?;
    if checked.settings.get(Api::SETTING) == connection.settings.get(Api::SETTING) {
        return Err(Error::field(
            Api::SETTING,
            "The connection speaks this API already. Choose another one.",
        ));
    }
    let mut settings = connection.settings.clone();
    settings.extend(checked.settings);
    // A secret that both need, such as that of messages, need not be typed again.
    let mut secrets = connection.secrets.clone();
    secrets.extend(credentials::seal(app, id, &checked.secrets));
    let api = settings.get(Api::SETTING).cloned().unwrap_or_default();
    secrets.retain(|key, _| manifest.credentials(&api).any(|field| field.key == *key));
    settings
        .retain(|key, _| key == Api::SETTING || manifest.credentials(&api).any(|field| field.key == *key));
    let with_new = Connection { settings, secrets, paused_until: None, ..connection.clone() };
    let tried = open(app, actor.kind, &with_new)?;
    let found = tried.connector.check(&tried.ctx).await;
    let calls = tried.ctx.http.calls();

    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    health::log(app, &tx, &connection, None, calls).await?;
    match found {
        Err(VendorError::Auth(why)) => {
            tx.commit().await?;
            let secret = manifest.credentials(&api).find(|field| checked.secrets.contains_key(&field.key));
            let message =
                format!("{} does not accept these. The ones before were kept. {why}.", manifest.name);
            return Err(Error::field(secret.map_or("", |field| &field.key), message));
        }
        Err(error) => {
            tx.commit().await?;
            return Err(error.into());
        }
        Ok(report) => {
            connection::set_credentials(&tx, &connection, &with_new.settings, &with_new.secrets).await?;
            connection::set_report(&tx, &connection, &report, app.now()).await?;
        }
    }
    let was = connection.settings.get(Api::SETTING).cloned().unwrap_or_default();
    let detail = format!("“{}” spoke {was} and speaks {api} now", connection.name);
    audit::write(app, &tx, actor, "connection.api_changed", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
