//! Files of records, behind links that are signed and end soon.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::World;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{
    documents::{Record, Scene, text},
    resume,
};

/// Where files are fetched: a link's own part, then the file's name for whoever reads it.
pub const ROUTE: &str = "/rails/active_storage/blobs/redirect/{link}/{name}";

/// How long a link lasts, in seconds.
const LASTS: i64 = 300;

/// A record's files. The vendor's examples call a file's name `filename` and its description of the fields `name`:
/// both are shown.
pub fn shown(scene: &Scene, record: Record) -> Value {
    let files = record.stored("attachments").as_array().into_iter().flatten();
    let ends = scene.now.as_second() + LASTS;
    let one = |file: &Value| {
        let (context, name) = (&file["context"], &file["name"]);
        let link = sign(scene.documents, &text(&file["file"]), ends);
        let path = ROUTE.replace("{link}", &link).replace("{name}", &in_address(&text(name)));
        json!({"context": context, "name": name, "filename": name, "url": format!("{}{path}", scene.base)})
    };
    files.map(one).collect()
}

/// Serves a file to whoever holds a link that was not altered and has not ended. No key is asked for.
pub async fn fetch(State(world): State<Arc<World>>, Path((link, _name)): Path<(String, String)>) -> Response {
    let now = world.clock.now().as_second();
    world.read(|documents| {
        let Some(file) = opened(documents, &link, now) else {
            return (StatusCode::FORBIDDEN, "The link was altered or has ended.").into_response();
        };
        let file = &documents["files"][file];
        let Some(bytes) = content(file) else {
            return (StatusCode::NOT_FOUND, "The file is gone.").into_response();
        };
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_str(&text(&file["content_type"]));
        headers.insert(
            header::CONTENT_TYPE,
            kind.unwrap_or(HeaderValue::from_static("application/octet-stream")),
        );
        let named = format!("attachment; filename*=UTF-8''{}", in_address(&text(&file["name"])));
        // Escaped, so that a header can hold it.
        if let Ok(named) = HeaderValue::from_str(&named) {
            headers.insert(header::CONTENT_DISPOSITION, named);
        }
        (headers, bytes).into_response()
    })
}

/// The file's bytes: kept, or drawn from what a résumé says.
fn content(file: &Value) -> Option<Vec<u8>> {
    match file["base64"].as_str() {
        Some(kept) => STANDARD.decode(kept).ok(),
        None => file["resume"].is_object().then(|| resume::pdf(&file["resume"])),
    }
}

/// `{file}.{end}.{signature}`
fn sign(documents: &Value, file: &str, ends: i64) -> String {
    let signed = format!("{file}.{ends}");
    let signature: String =
        mac(documents, &signed).finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{signed}.{signature}")
}

/// The file that a link leads to, where the link is good.
fn opened<'l>(documents: &Value, link: &'l str, now: i64) -> Option<&'l str> {
    let (file, rest) = link.split_once('.')?;
    let (ends, _) = rest.split_once('.')?;
    let ends: i64 = ends.parse().ok()?;
    (now < ends && sign(documents, file, ends) == link).then_some(file)
}

/// The secret of links is a document like all else, so that it can be changed under a link's feet.
fn mac(documents: &Value, signed: &str) -> Hmac<Sha256> {
    let secret = text(&documents["link_secret"]);
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    mac
}

/// A name as a part of an address.
fn in_address(name: &str) -> String {
    let mut escaped = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => escaped.push(char::from(byte)),
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_for_its_file_and_its_time_only() {
        let documents = json!({"link_secret": "s"});
        let link = sign(&documents, "7", 1300);
        assert_eq!(opened(&documents, &link, 1299), Some("7"));
        assert_eq!(opened(&documents, &link, 1300), None);
        assert_eq!(opened(&documents, &link.replacen('7', "8", 1), 1000), None);
        assert_eq!(opened(&documents, &link.replace(".1300.", ".9300."), 1000), None);
        assert_eq!(opened(&json!({"link_secret": "other"}), &link, 1000), None);
        assert_eq!(opened(&documents, "7", 1000), None);
    }

    #[test]
    fn any_name_fits_into_an_address() {
        assert_eq!(in_address("Zoë O'Hara/1.pdf"), "Zo%C3%AB%20O%27Hara%2F1.pdf");
    }
}
