//! `GET /api/v1/jobs/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::{jobs, workflows};
use model::JobId;
use uuid::Uuid;

use super::JobBody;
use crate::{
    Web,
    api::{
        answer::one,
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// One job as it stands.
pub(super) async fn job(web: &Web, visitor: &SignedIn, id: Uuid) -> engine::Result<JobBody> {
    let job = jobs::get(web, &visitor.actor, JobId(id)).await?;
    let workflow = workflows::get(web, &visitor.actor, job.workflow).await?;
    Ok((job, workflow).into())
}

/// Gives a job.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{id}",
    tag = "jobs",
    params(("id" = Uuid, Path, description = "The job"), Part),
    responses((status = 200, description = "The job", body = JobBody))
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    one(&headers, asked.fields.as_deref(), &job(&web, &visitor, id).await?)
}
