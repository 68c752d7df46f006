//! The files of applications, behind links that are signed and end after seven days.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::World;
use hmac::{Hmac, KeyInit as _, Mac as _};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};
use serde_json::Value;
use sha2::Sha256;

use super::shown::Scene;
use crate::greenhouse::sandbox::rows;

/// Where files are fetched: a link's own part, then the file's name for whoever reads it.
pub const ROUTE: &str = "/files/{link}/{name}";

/// How long a link lasts, in seconds.
const LASTS: i64 = 7 * 24 * 3600;

/// The link to a row of `attachments`.
pub fn link(scene: &Scene, row: &Value) -> String {
    let id = row["id"].as_u64().unwrap_or_default();
    let link = sign(scene.documents, id, scene.now.as_second() + LASTS);
    let name = in_address(row["filename"].as_str().unwrap_or_default());
    format!("{}/files/{link}/{name}", scene.base)
}

/// Serves a file to whoever holds a link that was not altered and has not ended. No token is asked for.
pub async fn fetch(State(world): State<Arc<World>>, Path((link, _name)): Path<(String, String)>) -> Response {
    let now = world.clock.now().as_second();
    world.read(|documents| {
        let Some(id) = opened(documents, &link, now) else {
            return (StatusCode::FORBIDDEN, "The link was altered or has ended.").into_response();
        };
        let Some(row) = rows::find(documents, "attachments", id) else {
            return (StatusCode::NOT_FOUND, "The file is gone.").into_response();
        };
        let name = row["filename"].as_str().unwrap_or_default();
        match documents["files"][id.to_string()]["base64"]
            .as_str()
            .and_then(|kept| STANDARD.decode(kept).ok())
        {
            Some(kept) => ([(header::CONTENT_TYPE, kind(name))], kept).into_response(),
            // A file of a tenant that was made up has no content of its own: a page is drawn.
            None => ([(header::CONTENT_TYPE, "application/pdf")], pdf(id)).into_response(),
        }
    })
}

/// The kind of content, by the end of the name.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("txt") => "text/plain",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

/// One page with one line.
fn pdf(id: u64) -> Vec<u8> {
    let [catalog, pages, page, font, content] = [1, 2, 3, 4, 5].map(Ref::new);
    let (mut pdf, name) = (Pdf::new(), Name(b"F1"));
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(pages).contents(content);
    sheet.resources().fonts().pair(name, font);
    sheet.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut text = Content::new();
    let line = format!("Attachment {id}");
    text.begin_text().set_font(name, 14.0).next_line(72.0, 720.0).show(Str(line.as_bytes())).end_text();
    pdf.stream(content, &text.finish());
    pdf.finish()
}

/// `{file}.{end}.{signature}`
fn sign(documents: &Value, file: u64, ends: i64) -> String {
    let signed = format!("{file}.{ends}");
    let secret = documents["link_secret"].as_str().unwrap_or("sandbox-link-secret");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{signed}.{signature}")
}

/// The file that a link leads to, where the link is good.
fn opened(documents: &Value, link: &str, now: i64) -> Option<u64> {
    let mut parts = link.split('.');
    let (file, ends) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (now < ends && sign(documents, file, ends) == link).then_some(file)
}

/// A name as a part of an address.
fn in_address(name: &str) -> String {
    url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_is_good_for_its_file_and_its_time_only() {
        let documents = json!({"link_secret": "s"});
        let link = sign(&documents, 7, 1300);
        assert_eq!(opened(&documents, &link, 1299), Some(7));
        assert_eq!(opened(&documents, &link, 1300), None);
        assert_eq!(opened(&documents, &link.replacen('7', "8", 1), 1000), None);
        assert_eq!(opened(&json!({"link_secret": "other"}), &link, 1000), None);
        assert_eq!(opened(&documents, "7", 1000), None);
        assert_eq!(in_address("Zoë Ó/1.pdf"), "Zo%C3%AB%20%C3%93%2F1.pdf");
    }
}
