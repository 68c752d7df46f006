//! `POST employees/{id}/files`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Multipart, Path, State},
};
use base64::Engine as _;
use bytes::Bytes;
use connect::World;
use serde_json::{Value, json};

use crate::bamboohr::sandbox::{
    auth::Caller,
    documents::{self, array, text},
    errors::{Answer, Refusal},
    format,
};

/// The vendor's limit on a file.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// The endings that the vendor is taken to accept; its own list is not published.
const ENDINGS: [&str; 22] = [
    "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "csv", "xls", "xlsx", "ppt", "pptx", "png", "jpg",
    "jpeg", "gif", "bmp", "tif", "tiff", "zip", "eml", "msg",
];

#[derive(Default)]
struct Form {
    name: String,
    category: String,
    share: bool,
    file: Option<(String, String, Bytes)>,
}

/// Keeps a file in a section.
pub async fn upload(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    parts: Multipart,
) -> Answer {
    let form = read(parts).await?;
    let now = world.clock.now();
    let location = world.change(|documents| {
        let (id, _) = documents::employee(documents, &caller, &id)?;
        if !caller.rights.files {
            return Err(Refusal::forbidden("The user may not add files to this employee."));
        }
        let (original, kind, bytes) = check(documents, &form)?;
        let file = documents::next(documents, "file");
        let entry = json!({
            "id": file,
            "categoryId": form.category.parse::<u64>().unwrap_or_default(),
            "name": form.name,
            "originalFileName": original,
            "contentType": kind,
            "size": bytes.len(),
            "shared": form.share,
            "dateCreated": now.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string(),
            "createdBy": caller.name,
            "content": base64::engine::general_purpose::STANDARD.encode(bytes),
        });
        if let Some(files) = documents["employees"][&id]["files"].as_array_mut() {
            files.push(entry);
        }
        Ok(format!("{}/employees/{id}/files/{file}", caller.address.base))
    })?;
    Ok(format::created(location))
}

async fn read(mut parts: Multipart) -> Result<Form, Refusal> {
    let broken = |_| Refusal::malformed("The form could not be read.");
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        match part.name().unwrap_or_default() {
            "fileName" => form.name = part.text().await.map_err(broken)?.trim().to_owned(),
            "category" => form.category = part.text().await.map_err(broken)?.trim().to_owned(),
            "share" => form.share = part.text().await.map_err(broken)?.trim() == "yes",
            "file" => {
                let name = part.file_name().unwrap_or_default().to_owned();
                let kind = part.content_type().unwrap_or("application/octet-stream").to_owned();
                form.file = Some((name, kind, part.bytes().await.map_err(broken)?));
            }
            _ => {}
        }
    }
    Ok(form)
}

fn check<'a>(documents: &Value, form: &'a Form) -> Result<(&'a str, &'a str, &'a Bytes), Refusal> {
    let Some((original, kind, bytes)) = form.file.as_ref().filter(|(_, _, bytes)| !bytes.is_empty()) else {
        return Err(Refusal::malformed("No file was sent, or it is empty."));
    };
    if form.name.is_empty() {
        return Err(Refusal::malformed("The file name is missing."));
    }
    let original = if original.is_empty() { &form.name } else { original };
    let ending = original.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if !ENDINGS.contains(&ending.as_str()) {
        return Err(Refusal::malformed("The file's extension is not supported."));
    }
    if bytes.len() > LARGEST {
        return Err(Refusal::too_large("The file is larger than 20 MB."));
    }
    let same = |known: &&Value| text(&known["id"]) == form.category;
    let category = array(&documents["fileCategories"]).iter().find(same);
    match category {
        None => Err(Refusal::not_found("The file category does not exist.")),
        Some(category) if category["canUploadFiles"] == "no" => {
            Err(Refusal::forbidden("The user may not add files to this category."))
        }
        Some(_) => Ok((original, kind, bytes)),
    }
}
