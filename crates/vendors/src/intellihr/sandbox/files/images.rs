//! `people/{id}/images`: a temporary image is uploaded, looked at, and put in its place.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::{Value, json};

use super::expiry;
use crate::intellihr::sandbox::{
    call::Call,
    documents::{record, text},
    envelope,
    errors::{Answer, Refusal},
    ids, moments,
    query::{Askable, Query},
    sent::Sent,
    shape::{self, Field, Kind, optional, required},
};

const TYPES: &[&str] = &["PERSON_PROFILE", "PROFILE_COVER"];

const NEW: &[Field] = &[required("imageType", Kind::Choice(TYPES)), required("extension", Kind::Text)];

const PROMOTE: &[Field] = &[
    required("imageType", Kind::Choice(TYPES)),
    optional("rotation", Kind::Whole),
    optional(
        "coordinates",
        Kind::Object(&[
            required("x", Kind::Number),
            required("y", Kind::Number),
            required("width", Kind::Number),
            required("height", Kind::Number),
        ]),
    ),
];

/// Says where a temporary image goes, and with which form fields. It takes the place of an earlier one.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(person): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, NEW)?;
    world.change(|documents| {
        record(documents, "people", &person)?;
        let id = ids::fresh(documents);
        let fields = json!({
            "key": format!("temporary/{id}.{}", text(&sent["extension"])),
            "AWSAccessKeyId": "SANDBOX",
            "x-amz-server-side-encryption": "AES256",
            "x-amz-security-token": ids::fresh(documents),
            "policy": ids::fresh(documents),
            "signature": ids::fresh(documents),
        });
        let image = json!({
            "id": id,
            "person": person,
            "imageType": sent["imageType"],
            "fields": fields,
            "signature": fields["signature"],
            "expires": moments::write(expiry(call.now)),
            "content": null,
        });
        if let Some(images) = documents["images"].as_object_mut() {
            images.retain(|_, held| {
                held["person"] != person.as_str() || held["imageType"] != sent["imageType"]
            });
        }
        documents["images"][&id] = image;
        envelope::created(&call, json!({"url": format!("{}/storage/{id}", call.origin), "fields": fields}))
    })
}

const ASKABLE: Askable = Askable { filters: &[], sorts: &[], others: &["imageType"] };

/// Says where a temporary image can be looked at.
pub async fn read(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(person): Path<String>,
) -> Answer {
    let query = Query::read(&call, &ASKABLE)?;
    let kind = query.other("imageType").unwrap_or(TYPES[0]);
    if !TYPES.contains(&kind) {
        return Err(Refusal::one(format!("The imageType must be one of: {}.", TYPES.join(", "))));
    }
    world.read(|documents| {
        record(documents, "people", &person)?;
        let image = temporary(documents, &person, kind).filter(|image| !image["content"].is_null());
        let image = image.ok_or_else(|| Refusal::not_found("There is no temporary image."))?;
        let address = format!("{}/storage/{}", call.origin, text(&image["id"]));
        let url = format!("{address}?X-Amz-Signature={}", text(&image["signature"]));
        envelope::one(&call, json!({"url": url}))
    })
}

fn temporary<'a>(documents: &'a Value, person: &str, kind: &str) -> Option<&'a Value> {
    let mut all = documents["images"].as_object().into_iter().flatten();
    all.find(|(_, image)| image["person"] == person && image["imageType"] == kind).map(|(_, image)| image)
}

/// Puts a temporary image in its place.
pub async fn promote(
    State(world): State<Arc<World>>,
    Path(person): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, PROMOTE)?;
    if sent.get("rotation").and_then(Value::as_u64).is_some_and(|degrees| degrees > 359) {
        return Err(Refusal::one("The rotation must be from 0 to 359."));
    }
    let kind = text(&sent["imageType"]);
    world.change(|documents| {
        record(documents, "people", &person)?;
        let image = temporary(documents, &person, kind).filter(|image| !image["content"].is_null());
        let image = image.ok_or_else(|| Refusal::one("There is no temporary image of this type."))?.clone();
        if let Some(images) = documents["images"].as_object_mut() {
            images.remove(text(&image["id"]));
        }
        let place = if kind == TYPES[0] { "image" } else { "cover" };
        documents["people"][&person][place] = json!({"content": image["content"]});
        envelope::nothing()
    })
}
