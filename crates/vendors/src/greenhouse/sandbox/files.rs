//! Files of applications, behind links that are signed and end after a week.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::World;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use super::{resume, rows};

/// How long a link lasts, in seconds: the vendor's seven days.
pub const LASTS: i64 = 7 * 24 * 60 * 60;

/// Where files are fetched.
pub fn router(world: Arc<World>) -> Router {
    Router::new().route("/files/{id}", get(fetch)).with_state(world)
}

/// The link to an attachment's content on the caller's own scheme and host, good from now on for seven days.
pub fn link(documents: &Value, base: &str, now: Timestamp, id: u64) -> String {
    let expires = now.as_second() + LASTS;
    format!("{base}/files/{id}?expires={expires}&signature={}", hex::encode(sign(documents, id, expires)))
}

#[derive(Deserialize)]
struct Signed {
    expires: i64,
    signature: String,
}

/// Serves a file to whoever holds a link that was not altered and has not ended. No key is asked for.
async fn fetch(State(world): State<Arc<World>>, Path(id): Path<u64>, Query(link): Query<Signed>) -> Response {
    let now = world.clock.now().as_second();
    world.read(|documents| {
        if now >= link.expires || hex::encode(sign(documents, id, link.expires)) != link.signature {
            return (StatusCode::FORBIDDEN, "The link was altered or has ended.").into_response();
        }
        let attachment = rows::find(documents, "attachments", id);
        let Some((bytes, kind)) = attachment.and_then(|attachment| content(documents, id, attachment)) else {
            return (StatusCode::NOT_FOUND, "The file is gone.").into_response();
        };
        let kind = HeaderValue::from_str(&kind);
        let kind = kind.unwrap_or(HeaderValue::from_static("application/octet-stream"));
        (HeaderMap::from_iter([(header::CONTENT_TYPE, kind)]), bytes).into_response()
    })
}

/// An attachment's bytes and what they are: kept under `files` of the documents, or drawn from what is known of its
/// person.
fn content(documents: &Value, id: u64, attachment: &Value) -> Option<(Vec<u8>, String)> {
    let kept = &documents["files"][id.to_string()];
    if let Some(encoded) = kept.as_str().or_else(|| kept["base64"].as_str()) {
        let named = || kind(attachment["filename"].as_str().unwrap_or_default());
        let kind = kept["content_type"].as_str().unwrap_or_else(named).to_owned();
        return STANDARD.decode(encoded).ok().map(|bytes| (bytes, kind));
    }
    let candidate =
        attachment["candidate_id"].as_u64().and_then(|id| rows::find(documents, "candidates", id));
    let person = candidate.unwrap_or(&Value::Null);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let name = format!("{} {}", text(&person["first_name"]), text(&person["last_name"]));
    let facts = json!({
        "name": name.trim(), "title": person["title"], "email": person["email_addresses"][0]["value"],
        "place": person["addresses"][0]["value"], "years": 2 + id % 20,
    });
    Some((resume::pdf(&facts), "application/pdf".into()))
}

/// The kind of content that came without a word on it, by the end of its name.
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

/// The secret of links is a document like all else, so that it can be changed under a link's feet.
fn sign(documents: &Value, id: u64, expires: i64) -> Vec<u8> {
    let secret = documents["link_secret"].as_str().unwrap_or("sandbox-link-secret");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(format!("{id}.{expires}").as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_was_said_of_it_or_what_its_name_ends_in() {
        let documents = json!({"files": {
            "7": {"base64": "QQ==", "content_type": "text/csv"}, "8": {"base64": "QQ=="}, "9": "QQ==",
        }});
        let kind = |id| content(&documents, id, &json!({"filename": "A.PNG"})).unwrap().1;
        assert_eq!(
            [kind(7), kind(8), kind(9), kind(10)],
            ["text/csv", "image/png", "image/png", "application/pdf"]
        );
        let gone = json!({"files": {"7": "no base64"}});
        assert_eq!(content(&gone, 7, &json!({})), None);
    }
}
