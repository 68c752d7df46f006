//! `/api/v1/connections/{id}/permissions` and `/check`: what a connection's key may do, and finding it out anew.

use axum::{
    Json,
    extract::{Path, State},
};
use engine::integrations::{
    check,
    permissions::{Standing, Xray, permissions},
};
use model::{ConnectionId, connection::Probe};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// What a connection's key may do.
#[derive(Serialize, ToSchema)]
pub struct Permissions {
    /// When it was found (RFC 3339); null where the key was never tested.
    pub tested_at: Option<String>,
    /// How many are granted.
    pub granted: usize,
    /// How many are missing.
    pub missing: usize,
    /// How many can't be found out without writing, or were not tested yet.
    pub unknown: usize,
    /// Each, in the order of the vendor's own page.
    pub permissions: Vec<PermissionBody>,
}

/// One permission.
#[derive(Serialize, ToSchema)]
pub struct PermissionBody {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: &'static str,
    /// The heading under which the vendor lists it; empty where it has none.
    pub group: &'static str,
    /// What it is called as a scope; empty where there are none.
    pub scope: &'static str,
    /// Whether the connection can't be enabled without it.
    pub required: bool,
    /// `granted`, `missing` or `unknown`.
    #[schema(value_type = String)]
    pub state: Probe,
    /// What was seen, in a sentence.
    pub detail: String,
    /// What stops working without it.
    pub without: &'static str,
    /// Since when it is missing (RFC 3339), where it was granted before.
    pub lost_at: Option<String>,
}

impl From<Standing> for PermissionBody {
    fn from(one: Standing) -> Self {
        Self {
            key: &one.of.key,
            label: &one.of.label,
            group: &one.of.group,
            scope: &one.of.scope,
            required: one.of.required,
            state: one.probe,
            detail: one.detail,
            without: &one.of.without,
            lost_at: one.loss.map(|loss| loss.lost_at.to_string()),
        }
    }
}

impl From<Xray> for Permissions {
    fn from(xray: Xray) -> Self {
        Self {
            tested_at: xray.tested_at.map(|at| at.to_string()),
            granted: xray.count(Probe::Granted),
            missing: xray.count(Probe::Missing),
            unknown: xray.count(Probe::Unknown),
            permissions: xray.permissions.into_iter().map(Into::into).collect(),
        }
    }
}

/// Says what the last test found.
#[utoipa::path(
    get,
    path = "/api/v1/connections/{id}/permissions",
    tag = "connections",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "What the key may do", body = Permissions),
        (status = 404, description = "No such connection", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Permissions>, Problem> {
    Ok(Json(permissions(&web, &visitor.actor, ConnectionId(id)).await?.into()))
}

/// Tests the key, without writing anything there, and says what was found.
#[utoipa::path(
    post,
    path = "/api/v1/connections/{id}/check",
    tag = "connections",
    params(("id" = Uuid, Path, description = "The connection")),
    responses(
        (status = 200, description = "What the key may do", body = Permissions),
        (status = 404, description = "No such connection", body = Problem),
        (status = 409, description = "The connection is disconnected", body = Problem),
        (status = 502, description = "The key is refused, or the other system does not answer", body = Problem),
    )
)]
pub async fn test(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Permissions>, Problem> {
    check::check(&web, &visitor.actor, ConnectionId(id)).await?;
    Ok(Json(permissions(&web, &visitor.actor, ConnectionId(id)).await?.into()))
}
