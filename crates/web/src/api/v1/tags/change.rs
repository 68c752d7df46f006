//! `PATCH /api/v1/tags/{id}`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::upkeep::tags::label;

use super::{SaidOfTag, TagBody};
use crate::{
    Web,
    api::{
        answer::{one, unless_changed},
        call::{Named, Sent},
        problem::Problem,
    },
    session::SignedIn,
};

/// Gives a tag another name or category; who has it keeps it.
#[utoipa::path(
    patch,
    path = "/api/v1/tags/{id}",
    tag = "tags",
    params(("id" = Uuid, Path, description = "The tag")),
    request_body = SaidOfTag,
    responses((status = 200, description = "The tag as it stands now", body = TagBody))
)]
pub async fn change(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<SaidOfTag>,
) -> Result<Response, Problem> {
    let (before, _) = label::loss(&web, &visitor.actor, id.into()).await?;
    unless_changed(&headers, &TagBody::from(before))?;
    label::change(&web, &visitor.actor, id.into(), &said.name, said.category.into()).await?;
    let (after, _) = label::loss(&web, &visitor.actor, id.into()).await?;
    one(&HeaderMap::new(), None, &TagBody::from(after))
}
