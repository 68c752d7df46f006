//! Adding a connection: what was typed is checked and saved. Testing it is the next step, so that a key which
//! turns out wrong need not be looked up and typed again.

use connect::{Credentials, hosts::Reach};
use model::{ConnectionId, access::Right, connection::ConnectionStatus};
use store::integrations::connection::{self, Connection};

use super::{credentials, environment};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Saves a connection, disabled. A name is made up where none is given.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be accepted; [`Error::Conflict`] where a workspace of this kind
/// can't reach such an account.
pub async fn add(
    app: &App,
    actor: &Actor,
    vendor: &str,
    name: &str,
    typed: &Credentials,
) -> Result<ConnectionId> {
    actor.require(Right::IntegrationsManage)?;
    let connector = app.connector(vendor).ok_or(Error::NotFound("app"))?;
    let manifest = connector.manifest();
    let checked = credentials::read(manifest, typed, |_| true)?;
    environment::insist(manifest, &checked.settings, actor.kind)?;
    Reach::of(manifest, actor.kind, &checked.settings, &app.sandboxes)
        .map_err(|error| Error::Conflict(format!("{} can't be connected here. {error}.", manifest.name)))?;
    let id: ConnectionId = app.id();
    let name = match name.trim() {
        "" => free_name(app, actor, &manifest.name).await?,
        name => name.to_owned(),
    };
    let connection = Connection {
        id,
        workspace: actor.workspace,
        vendor: manifest.vendor.clone(),
        name,
        kind: actor.kind,
        status: ConnectionStatus::Disabled,
        secrets: credentials::seal(app, id, &checked.secrets),
        settings: checked.settings,
        last_good_at: None,
        last_problem: None,
        report: None,
        checked_at: None,
        paused_until: None,
        required: vec![],
        mapping: Default::default(),
        options: Default::default(),
        created_at: app.now(),
    };
    let tx = app.db.begin().await?;
    connection::insert(&tx, &connection).await.map_err(named_twice)?;
    let detail = format!("{} as “{}”", manifest.name, connection.name);
    audit::write(app, &tx, actor, "connection.added", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// A name that is taken, said at its field.
pub(super) fn named_twice(error: store::Error) -> Error {
    if error.is_taken() {
        Error::field("name", "Another connection has this name. Choose one that tells them apart.")
    } else {
        error.into()
    }
}

async fn free_name(app: &App, actor: &Actor, base: &str) -> Result<String> {
    let taken: Vec<_> = connection::all(&app.db, actor.workspace)
        .await?
        .into_iter()
        .filter(|connection| connection.status != ConnectionStatus::Disconnected)
        .map(|connection| connection.name)
        .collect();
    let numbered = (2..).map(|n| format!("{base} {n}"));
    Ok(std::iter::once(base.to_owned())
        .chain(numbered)
        .find(|name| !taken.contains(name))
        .unwrap_or_default())
}
