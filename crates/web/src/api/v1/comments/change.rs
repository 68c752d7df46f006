//! `PATCH /api/v1/comments/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::comments::edit;

use super::{CommentBody, Said, show::comment};
use crate::{
    Web,
    api::{
        answer::{one, unless_changed},
        call::{Named, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// Changes a comment of the key's owner.
#[utoipa::path(
    patch,
    path = "/api/v1/comments/{id}",
    tag = "comments",
    params(("id" = Uuid, Path, description = "The comment")),
    request_body = Said,
    responses((status = 200, description = "The comment as it stands now", body = CommentBody))
)]
pub async fn change(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<Said>,
) -> Result<Response, Problem> {
    unless_changed(&headers, &comment(&web, &visitor, id).await?)?;
    edit(&web, &visitor.actor, id.into(), &said.text).await?;
    one(&HeaderMap::new(), None, &comment(&web, &visitor, id).await?)
}
