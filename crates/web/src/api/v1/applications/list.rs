//! `GET /api/v1/applications`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records::{self, Of};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::ApplicationBody;
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, after, limit},
        problem::Problem,
    },
    session::SignedIn,
};

/// Which applications are asked for: those that meet all that is named.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Ask {
    /// For this job.
    job: Option<Uuid>,
    /// At this stage.
    stage: Option<Uuid>,
    /// Of this candidate.
    candidate: Option<Uuid>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many at most, up to 100.
    limit: Option<u64>,
    /// The fields to be given, apart by commas; all where it is missing.
    fields: Option<String>,
}

/// Lists applications, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/applications",
    tag = "applications",
    params(Ask),
    responses((status = 200, description = "A page of applications", body = Page<ApplicationBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Asked(ask): Asked<Ask>,
) -> Result<Response, Problem> {
    let of = Of {
        job: ask.job.map(Into::into),
        stage: ask.stage.map(Into::into),
        candidate: ask.candidate.map(Into::into),
    };
    let (after, limit) = (after(ask.after.as_deref())?, limit(ask.limit)?);
    let found = records::applications(&web, &visitor.actor, of, after, limit).await?;
    let next = found.items.last().filter(|_| found.more).map(|last| last.application.id.to_string());
    let items = found.items.into_iter().map(ApplicationBody::from).collect();
    page(&headers, ask.fields.as_deref(), Page { items, next })
}
