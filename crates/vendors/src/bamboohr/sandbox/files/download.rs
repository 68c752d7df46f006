//! `GET employees/{id}/files/{file}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
    http::header,
    response::IntoResponse as _,
};
use base64::Engine as _;
use connect::World;

use crate::bamboohr::sandbox::{
    auth::Caller,
    documents::{self, array, text},
    errors::{Answer, Refusal},
};

/// Gives a file's content.
pub async fn download(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path((id, file)): Path<(String, String)>,
) -> Answer {
    world.read(|documents| {
        let (_, employee) = documents::employee(documents, &caller, &id)?;
        if !caller.rights.files {
            return Err(Refusal::forbidden("The user may not see this employee's files."));
        }
        let mut files = array(&employee["files"]).iter();
        let file = files
            .find(|known| text(&known["id"]) == file)
            .ok_or_else(|| Refusal::not_found("The file does not exist."))?;
        let content = base64::engine::general_purpose::STANDARD.decode(text(&file["content"]).as_bytes());
        let name = text(&file["originalFileName"]).replace(['"', '\r', '\n'], "");
        let headers = [
            (header::CONTENT_TYPE, text(&file["contentType"]).into_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ];
        Ok((headers, content.unwrap_or_default()).into_response())
    })
}
