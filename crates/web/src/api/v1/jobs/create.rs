//! `POST /api/v1/jobs`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::jobs::{self, TypedJob};
use model::job::JobStatus;

use super::{JobBody, SaidOfJob, show::job};
use crate::{
    Web,
    api::{answer::made, call::Sent, once::required, problem::Problem},
    session::SignedIn,
};

/// Makes a job. It is a draft unless another status is said.
#[utoipa::path(
    post,
    path = "/api/v1/jobs",
    tag = "jobs",
    request_body = SaidOfJob,
    responses((status = 201, description = "The job that was made", body = JobBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Sent(said): Sent<SaidOfJob>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let status = said.status()?.unwrap_or(JobStatus::Draft);
    let new = jobs::create(&web, &visitor.actor, &said.over(TypedJob::default())).await?;
    if status != JobStatus::Draft {
        jobs::set_status(&web, &visitor.actor, new.id, status).await?;
    }
    let body = job(&web, &visitor, new.id.into()).await?;
    made(format!("/api/v1/jobs/{}", new.id), &body)
}
