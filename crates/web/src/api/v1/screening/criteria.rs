//! `/api/v1/jobs/{id}/screening/criteria`: what a job asks for, version by version.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
};
use engine::{
    Error,
    screening::{Version, criteria},
};
use model::{JobId, screening::Criteria};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// A version of what a job asks for.
#[derive(Serialize, ToSchema)]
pub struct VersionBody {
    /// Its number, from 1.
    pub version: u32,
    /// `draft`, `active` or `retired`.
    pub state: &'static str,
    /// What is asked for.
    #[schema(value_type = Object)]
    pub criteria: Criteria,
    /// Who wrote it.
    pub made_by: String,
    /// When it was last written (RFC 3339).
    pub made_at: String,
    /// Who switched it on.
    pub activated_by: Option<String>,
    /// When it was switched on (RFC 3339).
    pub activated_at: Option<String>,
}

/// A draft that was kept.
#[derive(Serialize, ToSchema)]
pub struct Kept {
    /// Its version.
    pub version: u32,
}

/// A version that was switched on.
#[derive(Serialize, ToSchema)]
pub struct Activated {
    /// The version in use.
    pub version: u32,
    /// How many are scored again.
    pub stale: u64,
}

impl From<Version> for VersionBody {
    fn from(one: Version) -> Self {
        Self {
            version: one.version,
            state: one.state.as_str(),
            criteria: one.criteria,
            made_by: one.made_by,
            made_at: one.made_at.to_string(),
            activated_by: one.activated_by,
            activated_at: one.activated_at.map(|at| at.to_string()),
        }
    }
}

/// Says every version of what a job asks for, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{id}/screening/criteria",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The job")),
    responses(
        (status = 200, description = "Its versions", body = Vec<VersionBody>),
        (status = 404, description = "No such job", body = Problem),
    )
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Vec<VersionBody>>, Problem> {
    let all = criteria::versions(&web, &visitor.actor, JobId(id)).await?;
    Ok(Json(all.into_iter().map(Into::into).collect()))
}

/// Keeps criteria as the job's draft, in place of the draft before. They score nobody yet.
#[utoipa::path(
    put,
    path = "/api/v1/jobs/{id}/screening/criteria",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The job")),
    request_body(content = Object, description = "`criteria` and `knock_outs`, as a version shows them"),
    responses(
        (status = 200, description = "The draft is kept", body = Kept),
        (status = 404, description = "No such job", body = Problem),
        (status = 422, description = "Something of it can't be kept", body = Problem),
    )
)]
pub async fn put(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    body: Result<Json<Criteria>, JsonRejection>,
) -> Result<Json<Kept>, Problem> {
    let Json(wanted) = body.map_err(|rejection| Error::field("body", rejection.body_text()))?;
    let version = criteria::save(&web, &visitor.actor, JobId(id), wanted).await?;
    Ok(Json(Kept { version }))
}

/// Switches a draft on. Every score of the job is made again.
#[utoipa::path(
    post,
    path = "/api/v1/jobs/{id}/screening/criteria/{version}/activate",
    tag = "screening",
    params(
        ("id" = Uuid, Path, description = "The job"),
        ("version" = u32, Path, description = "The draft that the caller saw"),
    ),
    responses(
        (status = 200, description = "It is in use", body = Activated),
        (status = 404, description = "No such job", body = Problem),
        (status = 409, description = "It is no draft, or asks for nothing", body = Problem),
    )
)]
pub async fn activate(
    State(web): State<Web>,
    visitor: SignedIn,
    Path((id, version)): Path<(Uuid, u32)>,
) -> Result<Json<Activated>, Problem> {
    let stale = criteria::activate(&web, &visitor.actor, JobId(id), version).await?;
    Ok(Json(Activated { version, stale }))
}
