//! The connector: how calls are signed, and what the app may do.

use async_trait::async_trait;
use connect::{Connector, Credentials, Ctx, Manifest, Messenger, error::Result, http::Auth};
use model::connection::{CheckReport, PermissionFinding, Probe};

use super::{client::Client, manifest, wire::Identity};

/// The connector. It keeps nothing: all it needs comes with each call.
pub struct Slack;

/// The header in which each answer names what the token may do.
const SCOPES: &str = "x-oauth-scopes";

#[async_trait]
impl Connector for Slack {
    fn manifest(&self) -> &'static Manifest {
        manifest()
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        match credentials.get(Credentials::INSTALLED) {
            "" => Auth::None,
            token => Auth::Bearer(token.into(), vec![]),
        }
    }

    async fn check(&self, ctx: &Ctx) -> Result<CheckReport> {
        let reply = Client(ctx).identity().await?;
        let account = reply.json::<Identity>()?.team;
        let scopes = reply.header(SCOPES);
        let finding = |key: &str| {
            let (probe, detail) = match scopes {
                None => (Probe::Unknown, "Slack did not tell the scopes.".to_owned()),
                Some(all) if all.split(',').any(|scope| scope.trim() == key) => {
                    (Probe::Granted, String::new())
                }
                Some(_) => (
                    Probe::Missing,
                    format!("The scope {key} is missing. Add it to the app in Slack, then install it again."),
                ),
            };
            PermissionFinding { key: key.into(), probe, detail }
        };
        let permissions = manifest().permission.iter().map(|permission| finding(&permission.key)).collect();
        Ok(CheckReport { account, permissions, clock_ahead: None })
    }

    fn messenger(&self) -> Option<&dyn Messenger> {
        Some(self)
    }
}
