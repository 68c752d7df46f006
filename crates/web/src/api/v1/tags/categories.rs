//! `/api/v1/tag-categories`: the groups of tags, each with a colour.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::{tags, upkeep::tags::category};
use model::tag::TagCategory;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Web,
    api::{
        answer::{Page, made, page},
        call::{Asked, Part, Sent},
        once::required,
        problem::Problem,
    },
    session::SignedIn,
};

/// A group of tags that share a colour.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryBody {
    /// Its identifier.
    pub id: Uuid,
    /// The name people read.
    pub name: String,
    /// `slate`, `blue`, `teal`, `green`, `amber`, `orange`, `red` or `violet`.
    pub colour: String,
}

impl From<TagCategory> for CategoryBody {
    fn from(category: TagCategory) -> Self {
        Self { id: category.id.into(), name: category.name, colour: category.colour }
    }
}

/// What is said of a category.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaidOfCategory {
    /// The name people read, up to 60 letters.
    pub name: String,
    /// `slate`, `blue`, `teal`, `green`, `amber`, `orange`, `red` or `violet`.
    pub colour: String,
}

/// Lists the categories there are, by name.
#[utoipa::path(
    get,
    path = "/api/v1/tag-categories",
    tag = "tags",
    params(Part),
    responses((status = 200, description = "The categories, all on one page", body = Page<CategoryBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    let items = tags::categories(&web, &visitor.actor).await?.into_iter().map(CategoryBody::from).collect();
    page(&headers, asked.fields.as_deref(), Page { items, next: None })
}

/// Makes a category.
#[utoipa::path(
    post,
    path = "/api/v1/tag-categories",
    tag = "tags",
    request_body = SaidOfCategory,
    responses((status = 201, description = "The category that was made", body = CategoryBody))
)]
pub async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Sent(said): Sent<SaidOfCategory>,
) -> Result<Response, Problem> {
    required(&headers)?;
    let id = category::create(&web, &visitor.actor, &said.name, &said.colour).await?;
    let (category, _) = category::loss(&web, &visitor.actor, id).await?;
    made(format!("/api/v1/tag-categories/{id}"), &CategoryBody::from(category))
}
