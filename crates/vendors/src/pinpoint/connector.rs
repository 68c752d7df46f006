//! The connector: how calls are signed, and what a key may do.

mod check;

use async_trait::async_trait;
use connect::{Ats, Connector, Credentials, Ctx, Manifest, Webhooks, error::Result, http::Auth};
use http::HeaderName;
use model::connection::CheckReport;

use super::{client::Client, manifest};

/// The connector. It keeps nothing: all it needs comes with each call.
pub struct Pinpoint;

#[async_trait]
impl Connector for Pinpoint {
    fn manifest(&self) -> &'static Manifest {
        manifest()
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        // The vendor asks those who build integrations to say who they are.
        let more = vec![(HeaderName::from_static("x-vendor-name"), "Gangway".into())];
        Auth::Header(HeaderName::from_static("x-api-key"), credentials.get("api_key").into(), more)
    }

    async fn check(&self, ctx: &Ctx) -> Result<CheckReport> {
        check::check(&Client(ctx)).await
    }

    fn ats(&self) -> Option<&dyn Ats> {
        Some(self)
    }

    fn webhooks(&self) -> Option<&dyn Webhooks> {
        Some(self)
    }
}
