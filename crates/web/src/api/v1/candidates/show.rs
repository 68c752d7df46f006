//! `GET /api/v1/candidates/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::edit_candidate::get;
use uuid::Uuid;

use super::CandidateBody;
use crate::{
    Web,
    api::{
        answer::one,
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// One candidate as it stands.
pub(super) async fn candidate(web: &Web, visitor: &SignedIn, id: Uuid) -> engine::Result<CandidateBody> {
    Ok(get(web, &visitor.actor, id.into()).await?.into())
}

/// Gives a candidate.
#[utoipa::path(
    get,
    path = "/api/v1/candidates/{id}",
    tag = "candidates",
    params(("id" = Uuid, Path, description = "The candidate"), Part),
    responses((status = 200, description = "The candidate", body = CandidateBody))
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    one(&headers, asked.fields.as_deref(), &candidate(&web, &visitor, id).await?)
}
