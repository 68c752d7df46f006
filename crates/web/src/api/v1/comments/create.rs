//! `POST /api/v1/candidates/{id}/comments`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::comments::add;

use super::{CommentBody, Said, show::comment};
use crate::{
    Web,
    api::{
        answer::made,
        call::{Named, Sent},
        once::required,
        problem::Problem,
    },
    session::SignedIn,
};

/// Comments on a candidate, in the name of the key's owner by the key.
#[utoipa::path(
    post,
    path = "/api/v1/candidates/{id}/comments",
    tag = "comments",
    params(("id" = Uuid, Path, description = "The candidate")),
    request_body = Said,
    responses((status = 201, description = "The comment that was made", body = CommentBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<Said>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let new = add(&web, &visitor.actor, id.into(), &said.text).await?;
    let body = comment(&web, &visitor, new.into()).await?;
    made(format!("/api/v1/comments/{new}"), &body)
}
