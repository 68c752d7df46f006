//! `POST employees/{id}/photo`, `GET employees/{id}/photo/{size}`

use std::{io::Cursor, sync::Arc};

use axum::{
    Extension,
    extract::{Multipart, Path, State},
    http::{StatusCode, header},
    response::IntoResponse as _,
};
use base64::Engine as _;
use connect::World;
use image::ImageReader;
use serde_json::json;

use super::{
    auth::Caller,
    documents::{self, text},
    errors::{Answer, Refusal},
    files, people,
};

/// The vendor's least width and height.
const LEAST_SIDE: u32 = 150;
const SIZES: [&str; 6] = ["original", "large", "medium", "small", "xs", "tiny"];

/// Sets the photo, in place of the one that is there.
pub async fn upload(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    mut parts: Multipart,
) -> Answer {
    let broken = |_| Refusal::malformed("The form could not be read.");
    let mut content = None;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            content = Some(part.bytes().await.map_err(broken)?);
        }
    }
    let content = content.filter(|bytes| !bytes.is_empty());
    let content = content.ok_or_else(|| Refusal::malformed("No file was sent, or it is empty."))?;
    if content.len() > files::upload::LARGEST {
        return Err(Refusal::too_large("The photo is larger than 20 MB."));
    }
    check(&content)?;
    let now = world.clock.now();
    world.change(|documents| {
        let (id, employee) = documents::employee_mut(documents, &caller, &id)?;
        if !caller.rights.photos {
            return Err(Refusal::forbidden("The user may not set this employee's photo."));
        }
        employee["photo"] = json!({"content": base64::engine::general_purpose::STANDARD.encode(&content)});
        people::touch(documents, &id, now);
        Ok(StatusCode::CREATED.into_response())
    })
}

fn check(content: &[u8]) -> Result<(), Refusal> {
    let reader = ImageReader::new(Cursor::new(content)).with_guessed_format().ok();
    let size = reader.and_then(|reader| reader.into_dimensions().ok());
    let (width, height) =
        size.ok_or_else(|| Refusal::unsupported("The file is not a JPEG, PNG or BMP image."))?;
    if width.abs_diff(height) > 1 {
        return Err(Refusal::unsupported("The photo is not square."));
    }
    if width < LEAST_SIDE || height < LEAST_SIDE {
        return Err(Refusal::unsupported("The photo is smaller than 150 by 150 pixels."));
    }
    Ok(())
}

/// Gives the photo. Every size is the original: this sandbox does not scale.
pub async fn download(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path((id, size)): Path<(String, String)>,
) -> Answer {
    world.read(|documents| {
        let (_, employee) = documents::employee(documents, &caller, &id)?;
        let known = SIZES.contains(&size.as_str()) && employee["photo"].is_object();
        if !known {
            return Err(Refusal::not_found("There is no photo of this size."));
        }
        let content = text(&employee["photo"]["content"]);
        let content =
            base64::engine::general_purpose::STANDARD.decode(content.as_bytes()).unwrap_or_default();
        Ok(([(header::CONTENT_TYPE, "image/jpeg")], content).into_response())
    })
}
