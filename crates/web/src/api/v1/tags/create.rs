//! `POST /api/v1/tags`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::upkeep::tags::label;

use super::{SaidOfTag, TagBody};
use crate::{
    Web,
    api::{answer::made, call::Sent, once::required, problem::Problem},
    session::SignedIn,
};

/// Makes a tag.
#[utoipa::path(
    post,
    path = "/api/v1/tags",
    tag = "tags",
    request_body = SaidOfTag,
    responses((status = 201, description = "The tag that was made", body = TagBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Sent(said): Sent<SaidOfTag>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let id = label::create(&web, &visitor.actor, &said.name, said.category.into()).await?;
    let (tag, _) = label::loss(&web, &visitor.actor, id).await?;
    made(format!("/api/v1/tags/{id}"), &TagBody::from(tag))
}
