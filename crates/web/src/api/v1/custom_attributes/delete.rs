//! `DELETE /api/v1/custom-attributes/{id}`.

use axum::{extract::State, http::StatusCode};
use engine::{
    Error,
    hiring::upkeep::fields::delete::{delete as of_candidates, delete_of_applications},
};

use crate::{
    Web,
    api::{call::Named, problem::Problem},
    session::SignedIn,
};

/// Takes a custom attribute away, with every value it has.
#[utoipa::path(
    delete,
    path = "/api/v1/custom-attributes/{id}",
    tag = "custom attributes",
    params(("id" = Uuid, Path, description = "The attribute")),
    responses((status = 204, description = "It is gone"))
)]
pub async fn delete(
    State(web): State<Web>,
    visitor: SignedIn,
    Named(id): Named,
) -> Result<StatusCode, Problem> {
    match of_candidates(&web, &visitor.actor, id.into()).await {
        Err(Error::NotFound(_)) => delete_of_applications(&web, &visitor.actor, id.into()).await?,
        done => done.map(|_| ())?,
    }
    Ok(StatusCode::NO_CONTENT)
}
