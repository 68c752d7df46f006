//! Connections to other systems: connect, test, enable, configure, disconnect.

pub mod acknowledge;
pub mod add;
pub mod calls;
pub mod change_api;
pub mod change_settings;
pub mod check;
pub mod configure;
pub(crate) mod credentials;
pub mod disconnect;
mod environment;
pub mod gallery;
pub(crate) mod health;
pub mod nightly;
pub(crate) mod open;
pub mod permissions;
pub mod referral_source;
pub mod rehearse;
pub mod rename;
pub mod replace_key;
pub mod rotate;
pub mod setup;
pub(crate) mod shelf;
#[cfg(test)]
mod tests;
pub mod toggle;

pub use connect::{
    CallEntry, Credentials, Manifest,
    manifest::{Api, Basis, CredentialField, CredentialKind, Permission, SystemKind},
};
use model::{ConnectionId, WorkspaceId, access::Right, connection::ConnectionStatus};
pub use store::integrations::connection::Connection;
use store::{Conn, integrations::connection};

use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What a vendor's connections are good for, told by the capabilities that its connector has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// They take new employees.
    pub hires: bool,
    /// Their records are kept in step.
    pub records: bool,
    /// They announce their changes by themselves.
    pub messages: bool,
    /// Employees are asked in it.
    pub messenger: bool,
    /// They keep people who may be considered one day, and take them from here.
    pub people: bool,
    /// They list where applications come from, so that referrals can have a source there.
    pub sources: bool,
    /// Their system has several APIs, so that one can be changed for another.
    pub apis: bool,
}

/// What a vendor's connections are good for; nothing, where this program has no connector for it.
pub fn abilities(app: &App, vendor: &str) -> Abilities {
    app.connector(vendor).map_or_else(Abilities::default, |connector| Abilities {
        hires: connector.hris().is_some(),
        records: connector.ats().is_some(),
        messages: connector.webhooks().is_some(),
        messenger: connector.messenger().is_some(),
        people: connector.crm().is_some(),
        sources: connector.manifest().referral_source.is_some(),
        apis: connector.ats().is_some() && connector.manifest().api.len() > 1,
    })
}

/// Refuses a connection to which nobody can be sent, before anything is asked there.
///
/// # Errors
/// [`Error::Conflict`].
pub(crate) fn takes_hires(app: &App, connection: &Connection) -> Result<()> {
    if abilities(app, &connection.vendor).hires {
        return Ok(());
    }
    Err(Error::Conflict(format!("{} takes no new employees, so nobody can be sent there.", connection.name)))
}

/// The connections whose records are or were kept in step, with their names: for lists of what came from there.
///
/// # Errors
/// [`Error::Denied`].
pub async fn keeping_records(app: &App, actor: &Actor) -> Result<Vec<(ConnectionId, String)>> {
    actor.require(Right::CandidatesRead)?;
    let all = connection::all(&app.db, actor.workspace).await?.into_iter();
    Ok(all.filter(|one| abilities(app, &one.vendor).records).map(|one| (one.id, one.name)).collect())
}

/// One connection, for the pages that manage it.
///
/// # Errors
/// [`Error::NotFound`] where the workspace has none such.
pub async fn get(app: &App, actor: &Actor, id: ConnectionId) -> Result<Connection> {
    actor.require(Right::IntegrationsManage)?;
    find(&app.db, actor.workspace, id).await
}

/// One connection, whoever asks.
pub(crate) async fn find(conn: &impl Conn, workspace: WorkspaceId, id: ConnectionId) -> Result<Connection> {
    connection::get(conn, workspace, id).await?.ok_or(Error::NotFound("connection"))
}

/// One connection that an administrator is about to change; a disconnected one can't be changed.
pub(crate) async fn changeable(conn: &impl Conn, actor: &Actor, id: ConnectionId) -> Result<Connection> {
    actor.require(Right::IntegrationsManage)?;
    let connection = find(conn, actor.workspace, id).await?;
    if connection.status == ConnectionStatus::Disconnected {
        return Err(Error::Conflict(format!(
            "{} is disconnected. Its history can be read; add a new connection to go on.",
            connection.name
        )));
    }
    Ok(connection)
}

/// Whether every secret of a connection opens with the keys of this process.
///
/// # Errors
/// [`Error::Store`] with the reason for the first that does not.
pub fn secrets_open(app: &App, of: &Connection) -> Result<()> {
    for (key, sealed) in &of.secrets {
        app.vault.open(sealed, &credentials::place(of.id, key)).map_err(store::Error::from)?;
    }
    Ok(())
}
