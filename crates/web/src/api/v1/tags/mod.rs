//! Tags over the API: which there are, and which a candidate has.

pub mod categories;
pub mod change;
pub mod create;
pub mod delete;
pub mod list;
pub mod of_candidate;
pub mod put_on_candidate;

use model::{
    access::Right,
    permission::{Resource, Verb},
    tag::Tag,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::api;
use crate::access::{Access, Route, delete as taking, get, patch, post, put};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::CandidatesRead, Verb::Read, Resource::Tags);
    const WRITE: Access = api(Right::WorkspaceManage, Verb::Write, Resource::Tags);
    const DELETE: Access = api(Right::WorkspaceManage, Verb::Delete, Resource::Tags);
    const SEE: Access = api(Right::CandidatesRead, Verb::Read, Resource::Candidate);
    const GIVE: Access = api(Right::CandidatesWrite, Verb::Write, Resource::Candidate);
    vec![
        get("/api/v1/tags", READ, list::list),
        post("/api/v1/tags", WRITE, create::create),
        patch("/api/v1/tags/{id}", WRITE, change::change),
        taking("/api/v1/tags/{id}", DELETE, delete::delete),
        get("/api/v1/tag-categories", READ, categories::list),
        post("/api/v1/tag-categories", WRITE, categories::create),
        get("/api/v1/candidates/{id}/tags", SEE, of_candidate::list),
        put("/api/v1/candidates/{id}/tags", GIVE, put_on_candidate::put),
    ]
}

/// A tag.
#[derive(Debug, Serialize, ToSchema)]
pub struct TagBody {
    /// Its identifier.
    pub id: Uuid,
    /// The name people read.
    pub name: String,
    /// Its category.
    pub category: Uuid,
}

impl From<Tag> for TagBody {
    fn from(tag: Tag) -> Self {
        Self { id: tag.id.into(), name: tag.name, category: tag.category.into() }
    }
}

/// What is said of a tag.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaidOfTag {
    /// The name people read, up to 60 letters.
    pub name: String,
    /// The category it belongs to.
    pub category: Uuid,
}
