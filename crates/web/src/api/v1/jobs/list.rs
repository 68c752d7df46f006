//! `GET /api/v1/jobs`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::{Error, hiring::records};
use model::job::JobStatus;
use serde::Deserialize;
use utoipa::IntoParams;

use super::JobBody;
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, after, limit},
        problem::Problem,
    },
    session::SignedIn,
};

/// Which jobs are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ask {
    /// `draft`, `open` or `closed`; all where it is missing.
    status: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many at most, up to 100.
    limit: Option<u64>,
    /// The fields to be given, apart by commas; all where it is missing.
    fields: Option<String>,
}

/// Lists jobs, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/jobs",
    tag = "jobs",
    params(Ask),
    responses((status = 200, description = "A page of jobs", body = Page<JobBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Asked(ask): Asked<Ask>,
) -> Result<Response, Problem> {
    let wrong = || Error::field("status", "A job is draft, open or closed.");
    let status = ask.status.as_deref().map(|word| JobStatus::parse(word).ok_or_else(wrong)).transpose()?;
    let (after, limit) = (after(ask.after.as_deref())?, limit(ask.limit)?);
    let found = records::jobs(&web, &visitor.actor, status, after, limit).await?;
    let next = found.items.last().filter(|_| found.more).map(|(job, _)| job.id.to_string());
    let items = found.items.into_iter().map(JobBody::from).collect();
    page(&headers, ask.fields.as_deref(), Page { items, next })
}
