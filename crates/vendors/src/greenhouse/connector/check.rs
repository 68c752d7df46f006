//! Trying credentials without writing anything.

mod v1;
mod v3;

use connect::{Ctx, error::Result};
use model::connection::{CheckReport, PermissionFinding, Probe};

use crate::greenhouse::api::Api;

/// What the credentials may do, permission by permission.
///
/// # Errors
/// [`connect::VendorError::Auth`] for credentials that are not accepted.
pub async fn check(ctx: &Ctx) -> Result<CheckReport> {
    match Api::of(ctx) {
        Api::V1 => v1::check(ctx).await,
        Api::V3 => v3::check(ctx).await,
    }
}

fn finding(key: &str, probe: Probe, detail: impl Into<String>) -> PermissionFinding {
    PermissionFinding { key: key.into(), probe, detail: detail.into() }
}
