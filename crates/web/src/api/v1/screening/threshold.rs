//! `/api/v1/jobs/{id}/screening/threshold`: the least points of those who are pre-qualified.

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
};
use engine::{
    Error,
    screening::{preferences, threshold},
};
use model::{JobId, screening::Threshold};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Web, api::problem::Problem, session::SignedIn};

/// A job's threshold.
#[derive(Serialize, ToSchema)]
pub struct ThresholdBody {
    /// The one that counts.
    pub threshold: u8,
    /// Whether it is the job's own; the organisation's otherwise.
    pub own: bool,
    /// How many stand elsewhere since it was moved by this call.
    pub moved: u64,
}

/// The threshold that a job is to have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewThreshold {
    /// 0 to 100; null for the organisation's.
    threshold: Option<u8>,
}

async fn seen(web: &Web, visitor: &SignedIn, id: Uuid, moved: u64) -> Result<Json<ThresholdBody>, Problem> {
    let threshold = threshold::of_job(web, &visitor.actor, JobId(id)).await?.0;
    let own = preferences::get(web, &visitor.actor, JobId(id)).await?.threshold.is_some();
    Ok(Json(ThresholdBody { threshold, own, moved }))
}

/// Says which threshold counts for a job.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{id}/screening/threshold",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The job")),
    responses(
        (status = 200, description = "The threshold", body = ThresholdBody),
        (status = 404, description = "No such job", body = Problem),
    )
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<ThresholdBody>, Problem> {
    seen(&web, &visitor, id, 0).await
}

/// Moves a job's threshold, which sorts its people anew at once.
#[utoipa::path(
    put,
    path = "/api/v1/jobs/{id}/screening/threshold",
    tag = "screening",
    params(("id" = Uuid, Path, description = "The job")),
    request_body = NewThreshold,
    responses(
        (status = 200, description = "It is moved", body = ThresholdBody),
        (status = 404, description = "No such job", body = Problem),
        (status = 422, description = "It is above 100", body = Problem),
    )
)]
pub async fn put(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<Uuid>,
    body: Result<Json<NewThreshold>, JsonRejection>,
) -> Result<Json<ThresholdBody>, Problem> {
    let Json(wish) = body.map_err(|rejection| Error::field("body", rejection.body_text()))?;
    let moved = threshold::set_job(&web, &visitor.actor, JobId(id), wish.threshold.map(Threshold)).await?;
    seen(&web, &visitor, id, moved).await
}
