//! `GET /api/v1/applications/{id}/files`.

use axum::{extract::State, http::HeaderMap, response::Response};
use engine::hiring::records::files_of_application;
use model::attachment::Attachment;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Web,
    api::{
        answer::{Page, page},
        call::{Asked, Named, Part},
        problem::Problem,
    },
    session::SignedIn,
};

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileBody {
    /// Its identifier.
    pub id: Uuid,
    /// `resume` or `other`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its media type, found by looking at the bytes.
    pub content_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// When it was added (RFC 3339).
    pub created_at: String,
}

impl From<Attachment> for FileBody {
    fn from(file: Attachment) -> Self {
        Self {
            id: file.id.into(),
            kind: file.kind.as_str(),
            name: file.name,
            content_type: file.content_type,
            size: file.size,
            sha256: file.sha256,
            created_at: file.created_at.to_string(),
        }
    }
}

/// Lists the files of the person who applied, newest first; photographs are left out.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{id}/files",
    tag = "applications",
    params(("id" = Uuid, Path, description = "The application"), Part),
    responses((status = 200, description = "The files, all on one page", body = Page<FileBody>))
)]
pub async fn list(
    State(web): State<Web>,
    visitor: SignedIn,
    headers: HeaderMap,
    Named(id): Named,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    let files = files_of_application(&web, &visitor.actor, id.into()).await?;
    let items = files.into_iter().map(FileBody::from).collect();
    page(&headers, asked.fields.as_deref(), Page { items, next: None })
}
