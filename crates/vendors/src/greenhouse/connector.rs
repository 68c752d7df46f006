//! The connector: how calls are proven, how fast they may come, and what the credentials may do.

mod check;
pub(super) mod token;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use connect::{
    Ats, Connector, Credentials, Ctx, Intake, Manifest, Webhooks, error::Result, http::Auth, pace::Limit,
};
use http::HeaderName;
use model::connection::CheckReport;

use super::{api::Api, manifest};

/// The connector. It keeps nothing: all it needs comes with each call.
pub struct Greenhouse;

#[async_trait]
impl Connector for Greenhouse {
    fn manifest(&self) -> &'static Manifest {
        manifest()
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        match Api::by(credentials) {
            Api::V3 => Auth::Token(Arc::new(token::exchange(credentials))),
            Api::V1 => {
                // Almost every write of v1 has to say on whose behalf it is.
                let user = credentials.get("acting_user").trim();
                let more =
                    (!user.is_empty()).then(|| (HeaderName::from_static("on-behalf-of"), user.to_owned()));
                Auth::Basic(credentials.get("api_key").into(), "".into(), more.into_iter().collect())
            }
        }
    }

    fn limit(&self, credentials: &Credentials) -> Option<Limit> {
        Some(match Api::by(credentials) {
            // The number of the documentation's example.
            Api::V1 => Limit { calls: 50, window: Duration::from_secs(10) },
            // The only number that was seen; the vendor publishes none.
            Api::V3 => Limit { calls: 75, window: Duration::from_secs(30) },
        })
    }

    async fn check(&self, ctx: &Ctx) -> Result<CheckReport> {
        check::check(ctx).await
    }

    fn ats(&self) -> Option<&dyn Ats> {
        Some(self)
    }

    fn intake(&self) -> Option<&dyn Intake> {
        Some(self)
    }

    fn webhooks(&self) -> Option<&dyn Webhooks> {
        Some(self)
    }
}
