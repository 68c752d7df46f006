//! `GET /api/v1/applications/{id}/files/{file}`.

use axum::{extract::State, response::Response};
use engine::{
    Error,
    hiring::{attachments::download, records::files_of_application},
};

use crate::{
    Web,
    api::{answer, call::Both, problem::Problem},
    session::SignedIn,
};

/// Gives a file's bytes.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{id}/files/{file}",
    tag = "applications",
    params(
        ("id" = Uuid, Path, description = "The application"),
        ("file" = Uuid, Path, description = "One of its files"),
    ),
    responses((status = 200, description = "The bytes", content_type = "application/octet-stream"))
)]
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    Both(id, file): Both,
) -> Result<Response, Problem> {
    // By way of the application: its files alone are within reach of who may read applications.
    let files = files_of_application(&web, &visitor.actor, id.into()).await?;
    let of = files.into_iter().find(|one| one.id.0 == file).ok_or(Error::NotFound("file"))?;
    let (found, bytes) = download(&web, &visitor.actor, of.id).await?;
    Ok(answer::file(&found.name, &found.content_type, bytes))
}
