//! `GET /api/v1/applications/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records;
use uuid::Uuid;

use super::ApplicationBody;
use crate::{
    Web,
    api::{
        answer::one,
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// One application as it stands.
pub(super) async fn application(web: &Web, visitor: &SignedIn, id: Uuid) -> engine::Result<ApplicationBody> {
    Ok(records::application(web, &visitor.actor, id.into()).await?.into())
}

/// Gives an application.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{id}",
    tag = "applications",
    params(("id" = Uuid, Path, description = "The application"), Part),
    responses((status = 200, description = "The application", body = ApplicationBody))
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    one(&headers, asked.fields.as_deref(), &application(&web, &visitor, id).await?)
}
