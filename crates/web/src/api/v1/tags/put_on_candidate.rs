//! `PUT /api/v1/candidates/{id}/tags`.

use axum::{extract::State, http::HeaderMap, response::Response};

use super::{TagBody, of_candidate::tags};
use crate::{
    Web,
    api::{
        answer::{Page, page, unless_changed},
        call::{Named, Sent},
        problem::Problem,
        v1::applications::tags::{Tags, wanted},
    },
    session::SignedIn,
};

/// Gives a candidate these tags and takes off every other.
#[utoipa::path(
    put,
    path = "/api/v1/candidates/{id}/tags",
    tag = "tags",
    params(("id" = Uuid, Path, description = "The candidate")),
    request_body = Tags,
    responses((status = 200, description = "The tags as they stand now", body = Page<TagBody>))
)]
pub async fn put(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Sent(said): Sent<Tags>,
) -> Result<Response, Problem> {
    unless_changed(&headers, &tags(&web, &visitor, id).await?)?;
    let wanted = wanted(&web, &visitor, &said).await?;
    engine::hiring::set_tags::set_tags(&web, &visitor.actor, id.into(), &wanted).await?;
    page(&HeaderMap::new(), None, tags(&web, &visitor, id).await?)
}
