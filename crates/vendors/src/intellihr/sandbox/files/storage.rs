//! The storage behind signed addresses. It refuses in its own words, and a key of the API as well.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::Bytes,
    extract::{Multipart, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::World;
use serde_json::{Map, Value};

use crate::intellihr::sandbox::{
    documents::{array, text},
    moments,
};

type Named = Query<BTreeMap<String, String>>;

/// Takes a document's bytes: exactly as many as were announced.
pub async fn put(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    Query(query): Named,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if headers.contains_key(header::AUTHORIZATION) {
        return two_ways();
    }
    let now = world.clock.now();
    world.change(|documents| {
        let Some(upload) = documents["uploads"].get_mut(&id).filter(|upload| upload.is_object()) else {
            return refuse(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied");
        };
        if query.get("X-Amz-Signature").map(String::as_str) != upload["signature"].as_str() {
            return mismatch();
        }
        if moments::read(text(&upload["expires"])).is_none_or(|expires| expires <= now) {
            return refuse(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired");
        }
        // The size is part of what was signed.
        if upload["size"].as_u64() != Some(body.len() as u64) {
            return mismatch();
        }
        upload["content"] = STANDARD.encode(&body).into();
        StatusCode::OK.into_response()
    })
}

/// Takes an image as a form, whose fields have to be those that were signed.
pub async fn post(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    parts: Multipart,
) -> Response {
    if headers.contains_key(header::AUTHORIZATION) {
        return two_ways();
    }
    let Some((fields, file)) = read(parts).await else {
        return refuse(StatusCode::BAD_REQUEST, "MalformedPOSTRequest", "The form could not be read.");
    };
    let now = world.clock.now();
    world.change(|documents| {
        let Some(image) = documents["images"].get_mut(&id).filter(|image| image.is_object()) else {
            return refuse(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied");
        };
        if image["fields"].as_object() != Some(&fields) {
            return mismatch();
        }
        if moments::read(text(&image["expires"])).is_none_or(|expires| expires <= now) {
            return refuse(
                StatusCode::FORBIDDEN,
                "AccessDenied",
                "Invalid according to Policy: Policy expired.",
            );
        }
        image["content"] = STANDARD.encode(&file).into();
        StatusCode::NO_CONTENT.into_response()
    })
}

async fn read(mut parts: Multipart) -> Option<(Map<String, Value>, Bytes)> {
    let (mut fields, mut file) = (Map::new(), None);
    // What comes after the file is not looked at.
    while file.is_none()
        && let Some(part) = parts.next_field().await.ok()?
    {
        match part.name()?.to_owned().as_str() {
            "file" => file = Some(part.bytes().await.ok()?),
            name => drop(fields.insert(name.to_owned(), part.text().await.ok()?.into())),
        }
    }
    Some((fields, file.filter(|file| !file.is_empty())?))
}

/// Gives back what was uploaded.
pub async fn download(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    Query(query): Named,
) -> Response {
    world.read(|documents| {
        let people = documents["people"].as_object().into_iter().flat_map(Map::values);
        let mut done = people.flat_map(|person| array(&person["documents"]));
        let held =
            done.find(|document| document["id"] == id.as_str()).or_else(|| documents["images"].get(&id));
        let held = held
            .filter(|held| query.get("X-Amz-Signature").map(String::as_str) == held["signature"].as_str());
        match held.and_then(|held| STANDARD.decode(text(&held["content"])).ok()) {
            Some(bytes) => bytes.into_response(),
            None => refuse(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"),
        }
    })
}

fn two_ways() -> Response {
    let message = "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query \
                   string parameter or the Authorization header should be specified";
    refuse(StatusCode::BAD_REQUEST, "InvalidArgument", message)
}

fn mismatch() -> Response {
    let message = "The request signature we calculated does not match the signature you provided.";
    refuse(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", message)
}

fn refuse(status: StatusCode, code: &str, message: &str) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    (status, [(header::CONTENT_TYPE, "application/xml")], body).into_response()
}
