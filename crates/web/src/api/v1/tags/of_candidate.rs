//! `GET /api/v1/candidates/{id}/tags`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records::tags_of;
use uuid::Uuid;

use super::TagBody;
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// The tags of a candidate, on one page.
pub(super) async fn tags(web: &Web, visitor: &SignedIn, id: Uuid) -> engine::Result<Page<TagBody>> {
    let items = tags_of(web, &visitor.actor, id.into()).await?.into_iter().map(Into::into).collect();
    Ok(Page { items, next: None })
}

/// Lists the tags of a candidate, by name.
#[utoipa::path(
    get,
    path = "/api/v1/candidates/{id}/tags",
    tag = "tags",
    params(("id" = Uuid, Path, description = "The candidate"), Part),
    responses((status = 200, description = "The tags, all on one page", body = Page<TagBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    page(&headers, asked.fields.as_deref(), tags(&web, &visitor, id).await?)
}
