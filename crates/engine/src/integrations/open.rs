//! Opening a connection: its secrets unsealed, its calls bound to its own hosts.

use std::sync::Arc;

use connect::{Connector, Credentials, Ctx, Lane, VendorError, hosts::Reach, hris::Hris, pace::Pace};
use model::workspace::WorkspaceKind;
use store::integrations::connection::Connection;

use super::credentials::place;
use crate::App;

/// A connection, ready for calls.
pub(crate) struct Open {
    /// The vendor's connector.
    pub connector: Arc<dyn Connector>,
    /// What it may use.
    pub ctx: Ctx,
}

impl Open {
    /// The HR system's side of the connector.
    pub fn hris(&self) -> Result<&dyn Hris, VendorError> {
        self.connector.hris().ok_or_else(|| {
            VendorError::Forbidden(format!("{} takes no new employees", self.connector.manifest().name))
        })
    }
}

/// Opens a connection for a workspace of that kind. Nothing is called yet.
///
/// # Errors
/// [`VendorError::HostRefused`] where the connection is of the other kind or its hosts can't be reached from
/// here, [`VendorError::RateLimited`] while the vendor's pause lasts, [`VendorError::Auth`] where the stored
/// secrets can't be opened.
pub(crate) fn open(app: &App, kind: WorkspaceKind, connection: &Connection) -> Result<Open, VendorError> {
    let connector = app.connector(&connection.vendor).ok_or_else(|| {
        VendorError::HostRefused(format!("this program has no connector for “{}”", connection.vendor))
    })?;
    if kind != connection.kind {
        return Err(VendorError::HostRefused(format!(
            "a {} account can't be used from a {} workspace",
            connection.kind.as_str(),
            kind.as_str()
        )));
    }
    if let Some(until) = connection.paused_until.filter(|until| *until > app.now()) {
        return Err(VendorError::RateLimited(until.duration_since(app.now()).unsigned_abs()));
    }
    let manifest = connector.manifest();
    let reach = Reach::of(manifest, kind, &connection.settings, &app.sandboxes)?;
    let credentials = unseal(app, connection)?;
    let auth = connector.auth(&credentials);
    let lane = app.lane(connection, |shelf| {
        let shelf = Arc::new(shelf);
        let keeper = Arc::clone(&shelf);
        let pace = connector.limit(&credentials).map(|limit| Pace::shared(limit, keeper));
        Lane::shelved(manifest.limits.in_flight, pace, shelf)
    });
    let ctx = Ctx {
        http: app.http.bind(reach, auth, manifest, Arc::clone(&app.clock), lane),
        clock: Arc::clone(&app.clock),
        settings: connection.settings.clone(),
    };
    Ok(Open { connector: Arc::clone(connector), ctx })
}

/// A connection's credentials, its secrets opened.
///
/// # Errors
/// [`VendorError::Auth`] where the stored secrets can't be opened.
pub(crate) fn unseal(app: &App, connection: &Connection) -> Result<Credentials, VendorError> {
    let secrets: Vec<_> = connection
        .secrets
        .iter()
        .map(|(key, sealed)| Ok((key.clone(), app.vault.open(sealed, &place(connection.id, key))?)))
        .collect::<Result<_, store::seal::SealError>>()
        .map_err(|error| VendorError::Auth(error.to_string()))?;
    let settings = connection.settings.iter().map(|(key, value)| (key.clone(), value.clone().into()));
    Ok(Credentials::new(settings.chain(secrets)))
}
