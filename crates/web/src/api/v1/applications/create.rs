//! `POST /api/v1/applications`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::apply::apply;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ApplicationBody, show::application};
use crate::{
    Web,
    api::{answer::made, call::Sent, once::required, problem::Problem},
    session::SignedIn,
};

/// Who applies for what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApplication {
    /// A candidate.
    pub candidate: Uuid,
    /// A job that takes applications.
    pub job: Uuid,
}

/// Puts a candidate forward for a job, at the beginning of its workflow.
#[utoipa::path(
    post,
    path = "/api/v1/applications",
    tag = "applications",
    request_body = NewApplication,
    responses((status = 201, description = "The application that was made", body = ApplicationBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Sent(new): Sent<NewApplication>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let new = apply(&web, &visitor.actor, new.candidate.into(), new.job.into()).await?;
    let body = application(&web, &visitor, new.id.into()).await?;
    made(format!("/api/v1/applications/{}", new.id), &body)
}
