//! A connection as an administrator makes it: added, tested, enabled; and what its connector then may use.

use std::sync::Arc;

use connect::{Connector, Credentials, Ctx, Lane, hosts::Reach, manifest::Api};
use engine::integrations::{add::add, check::check, toggle::enable};
use model::{ConnectionId, workspace::WorkspaceKind};

use crate::Stage;

impl Stage {
    /// Connects a vendor's sandbox with the key that may do everything.
    ///
    /// # Panics
    /// Where the connection does not come about.
    pub async fn connect(&self, vendor: &str) -> ConnectionId {
        self.connect_with(vendor, self.credentials(vendor)).await
    }

    /// Connects a vendor's sandbox with these credentials.
    ///
    /// # Panics
    /// Where the connection does not come about.
    pub async fn connect_with(&self, vendor: &str, credentials: Credentials) -> ConnectionId {
        let (app, actor) = (&self.app, &self.administrator);
        let id = add(app, actor, vendor, "", &credentials).await.unwrap();
        check(app, actor, id).await.unwrap();
        enable(app, actor, id).await.unwrap();
        id
    }

    /// The credentials of a vendor's sandbox that may do everything.
    pub fn credentials(&self, vendor: &str) -> Credentials {
        let credentials = self.announcement(vendor).credentials;
        Credentials::new(credentials.into_iter().map(|(key, value)| (key, value.into())))
    }

    /// A vendor's connector.
    ///
    /// # Panics
    /// Where there is none.
    pub fn connector(&self, vendor: &str) -> Arc<dyn Connector> {
        let connector = self.app.connector(vendor).unwrap_or_else(|| panic!("no connector of {vendor}"));
        Arc::clone(connector)
    }

    /// What a connector may use to reach its sandbox, past the engine, with the key that may do everything.
    ///
    /// # Panics
    /// Where the sandbox is not within reach.
    pub fn ctx(&self, vendor: &str) -> Ctx {
        self.ctx_with(vendor, None)
    }

    /// The same for a connection that speaks that one of the vendor's APIs.
    ///
    /// # Panics
    /// Where the sandbox is not within reach.
    pub fn ctx_with(&self, vendor: &str, api: Option<&str>) -> Ctx {
        let (app, connector) = (&self.app, self.connector(vendor));
        let manifest = connector.manifest();
        let mut settings = self.announcement(vendor).credentials;
        settings.extend(api.map(|api| (Api::SETTING.to_owned(), api.to_owned())));
        let reach = Reach::of(manifest, WorkspaceKind::Sandbox, &settings, &app.sandboxes).unwrap();
        let credentials =
            Credentials::new(settings.iter().map(|(key, value)| (key.clone(), value.as_str().into())));
        let auth = connector.auth(&credentials);
        let lane = Arc::new(Lane::new(manifest.limits.in_flight, connector.limit(&credentials)));
        let http = app.http.bind(reach, auth, manifest, Arc::clone(&app.clock), lane);
        Ctx { http, clock: Arc::clone(&app.clock), settings }
    }
}
