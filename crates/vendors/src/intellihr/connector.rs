//! The connector: how calls are signed, and what a key may do.

mod check;

use async_trait::async_trait;
use connect::{Connector, Credentials, Ctx, Hris, Manifest, error::Result, http::Auth};
use http::HeaderName;
use model::connection::CheckReport;

use super::{client::Client, manifest};

/// The connector. It keeps nothing: all it needs comes with each call.
pub struct IntelliHr;

#[async_trait]
impl Connector for IntelliHr {
    fn manifest(&self) -> &'static Manifest {
        manifest()
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        // All companies share one host; this header says which one is meant.
        let tenant = (HeaderName::from_static("tenant"), credentials.get("subdomain").to_owned());
        Auth::Bearer(credentials.get("api_key").into(), vec![tenant])
    }

    async fn check(&self, ctx: &Ctx) -> Result<CheckReport> {
        check::check(&Client(ctx)).await
    }

    fn hris(&self) -> Option<&dyn Hris> {
        Some(self)
    }
}
