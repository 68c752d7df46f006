//! `DELETE /api/v1/comments/{id}`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use engine::hiring::comments;

use super::show::comment;
use crate::{
    Web,
    api::{answer::unless_changed, call::Named, problem::Problem},
    session::SignedIn,
};

/// Takes a comment of the key's owner away.
#[utoipa::path(
    delete,
    path = "/api/v1/comments/{id}",
    tag = "comments",
    params(("id" = Uuid, Path, description = "The comment")),
    responses((status = 204, description = "It is gone"))
)]
pub async fn delete(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
) -> Result<StatusCode, Problem> {
    unless_changed(&headers, &comment(&web, &visitor, id).await?)?;
    comments::delete(&web, &visitor.actor, id.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
