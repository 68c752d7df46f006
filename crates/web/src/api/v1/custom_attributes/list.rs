//! `GET /api/v1/custom-attributes`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records::fields;

use super::{AttributeBody, SUBJECTS};
use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// Lists the custom attributes there are: those of candidates, then those of applications.
#[utoipa::path(
    get,
    path = "/api/v1/custom-attributes",
    tag = "custom attributes",
    params(Part),
    responses((status = 200, description = "The attributes, all on one page", body = Page<AttributeBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    let mut items = Vec::new();
    for of in SUBJECTS {
        let found = fields(&web, &visitor.actor, of).await?;
        items.extend(found.into_iter().map(|field| AttributeBody::from((of, field))));
    }
    page(&headers, asked.fields.as_deref(), Page { items, next: None })
}
