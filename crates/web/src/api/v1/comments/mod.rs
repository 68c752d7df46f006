//! Comments on candidates over the API.

pub mod change;
pub mod create;
pub mod delete;
pub mod list;
pub mod show;

use engine::hiring::Comment;
use model::{
    access::Right,
    permission::{Resource, Verb},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::api;
use crate::access::{Access, Route, delete as taking, get, patch, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::CandidatesRead, Verb::Read, Resource::Comment);
    const WRITE: Access = api(Right::CandidatesMove, Verb::Write, Resource::Comment);
    const DELETE: Access = api(Right::CandidatesMove, Verb::Delete, Resource::Comment);
    vec![
        get("/api/v1/candidates/{id}/comments", READ, list::list),
        post("/api/v1/candidates/{id}/comments", WRITE, create::create),
        get("/api/v1/comments/{id}", READ, show::show),
        patch("/api/v1/comments/{id}", WRITE, change::change),
        taking("/api/v1/comments/{id}", DELETE, delete::delete),
    ]
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentBody {
    /// Its identifier.
    pub id: Uuid,
    /// On whom.
    pub candidate: Uuid,
    /// Who said it, as they were called then.
    pub author: String,
    /// What was said.
    pub text: String,
    /// When it was written (RFC 3339).
    pub created_at: String,
    /// When it was last changed (RFC 3339); null where it never was.
    pub edited_at: Option<String>,
}

impl From<Comment> for CommentBody {
    fn from(comment: Comment) -> Self {
        Self {
            id: comment.id.into(),
            candidate: comment.candidate.into(),
            author: comment.author,
            text: comment.text,
            created_at: comment.created_at.to_string(),
            edited_at: comment.edited_at.map(|at| at.to_string()),
        }
    }
}

/// What is to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Up to 10,000 letters.
    #[schema(max_length = 10000)]
    pub text: String,
}
