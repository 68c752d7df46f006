//! `DELETE /api/v1/tags/{id}`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use engine::hiring::upkeep::tags::label;

use super::TagBody;
use crate::{
    Web,
    api::{answer::unless_changed, call::Named, problem::Problem},
    session::SignedIn,
};

/// Takes a tag away, from everybody who has it too.
#[utoipa::path(
    delete,
    path = "/api/v1/tags/{id}",
    tag = "tags",
    params(("id" = Uuid, Path, description = "The tag")),
    responses((status = 204, description = "It is gone"))
)]
pub async fn delete(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
) -> Result<StatusCode, Problem> {
    let (before, _) = label::loss(&web, &visitor.actor, id.into()).await?;
    unless_changed(&headers, &TagBody::from(before))?;
    label::delete(&web, &visitor.actor, id.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
