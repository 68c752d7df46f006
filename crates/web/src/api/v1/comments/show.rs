//! `GET /api/v1/comments/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records;
use uuid::Uuid;

use super::CommentBody;
use crate::{
    Web,
    api::{
        answer::one,
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// One comment as it stands.
pub(super) async fn comment(web: &Web, visitor: &SignedIn, id: Uuid) -> engine::Result<CommentBody> {
    Ok(records::comment(web, &visitor.actor, id.into()).await?.into())
}

/// Gives a comment.
#[utoipa::path(
    get,
    path = "/api/v1/comments/{id}",
    tag = "comments",
    params(("id" = Uuid, Path, description = "The comment"), Part),
    responses((status = 200, description = "The comment", body = CommentBody))
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    one(&headers, asked.fields.as_deref(), &comment(&web, &visitor, id).await?)
}
