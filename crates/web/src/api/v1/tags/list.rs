//! `GET /api/v1/tags`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::tags;

use super::TagBody;
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// Lists the tags there are, by name.
#[utoipa::path(
    get,
    path = "/api/v1/tags",
    tag = "tags",
    params(Part),
    responses((status = 200, description = "The tags, all on one page", body = Page<TagBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    let found = tags::list(&web, &visitor.actor).await?.into_iter();
    let body =
        |tag: tags::Coloured| TagBody { id: tag.id.into(), name: tag.name, category: tag.category.into() };
    page(&headers, asked.fields.as_deref(), Page { items: found.map(body).collect(), next: None })
}
