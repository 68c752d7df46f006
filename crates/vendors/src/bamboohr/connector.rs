//! The connector: how calls are signed, and what a key's owner may do.

mod check;

use async_trait::async_trait;
use connect::{Connector, Credentials, Ctx, Hris, Manifest, error::Result, http::Auth};
use model::connection::CheckReport;
use secrecy::SecretString;

use super::{client::Client, manifest};

/// The connector. It keeps nothing: all it needs comes with each call.
pub struct BambooHr;

#[async_trait]
impl Connector for BambooHr {
    fn manifest(&self) -> &'static Manifest {
        manifest()
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        // Any password goes; the vendor's own examples use this one.
        Auth::Basic(credentials.get("api_key").into(), SecretString::from("x"), vec![])
    }

    async fn check(&self, ctx: &Ctx) -> Result<CheckReport> {
        check::check(&Client(ctx)).await
    }

    fn hris(&self) -> Option<&dyn Hris> {
        Some(self)
    }
}
