//! `people/{id}/documents`: announced, uploaded, reported done.

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
    documents::{array, missing, record, text},
    envelope,
    errors::{Answer, Refusal},
    ids, moments,
    query::{Askable, Query},
    sent::Sent,
    shape::{self, Field, Kind, optional, required},
};

const NEW: &[Field] = &[
    required("filename", Kind::Text),
    required("mime", Kind::Text),
    required("size", Kind::Whole),
    required("extension", Kind::Text),
];

const CHANGE: &[Field] = &[
    optional("filename", Kind::Text),
    optional("uploadStatus", Kind::Choice(&["SUCCESS", "PENDING", "FAILED"])),
];

/// Announces a document and says where its bytes go.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(person): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, NEW)?;
    let extension = text(&sent["extension"]);
    if extension.starts_with('.') {
        return Err(Refusal::one("The extension field must not include the dot."));
    }
    if sent["size"] == 0 {
        return Err(Refusal::one("The size field must be at least 1."));
    }
    world.change(|documents| {
        record(documents, "people", &person)?;
        let id = ids::fresh(documents);
        let signature = ids::fresh(documents);
        let upload = json!({
            "id": id,
            "person": person,
            "filename": sent["filename"],
            "mime": sent["mime"],
            "size": sent["size"],
            "extension": sent["extension"],
            "uploadStatus": "PENDING",
            "signature": signature,
            "expires": moments::write(expiry(call.now)),
            "content": null,
        });
        documents["uploads"][&id] = upload;
        let query = format!("X-Amz-Expires=1200&X-Amz-Signature={signature}");
        let url = format!("{}/storage/{id}?{query}", call.origin);
        envelope::created(&call, json!({"id": id, "personId": person, "presignedUploadUrl": url}))
    })
}

/// Lists a person's documents, also those that are still awaited or failed.
pub async fn list(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(person): Path<String>,
) -> Answer {
    let query = Query::read(&call, &Askable::default())?;
    world.read(|documents| {
        let done = array(&record(documents, "people", &person)?["documents"]).iter();
        let uploads = documents["uploads"].as_object().into_iter().flatten().map(|(_, upload)| upload);
        let all: Vec<&Value> =
            done.chain(uploads.filter(|upload| upload["person"] == person.as_str())).collect();
        Ok(envelope::page(&call, &query, &all, |document| show(&call, document)))
    })
}

fn show(call: &Call, document: &Value) -> Value {
    let size = document["size"].as_u64().unwrap_or_default();
    let done = document["uploadStatus"] == "SUCCESS";
    let url = format!(
        "{}/storage/{}?X-Amz-Signature={}",
        call.origin,
        text(&document["id"]),
        text(&document["signature"])
    );
    json!({
        "id": document["id"],
        "filename": document["filename"],
        "downloadUrlAbsolute": done.then_some(url),
        "extension": document["extension"],
        "size": size,
        "humanReadableSize": human(size),
        "uploadStatus": document["uploadStatus"],
    })
}

fn human(size: u64) -> String {
    match size {
        0..1_000 => format!("{size} B"),
        1_000..1_000_000 => format!("{:.1} KB", size as f64 / 1_000.0),
        _ => format!("{:.1} MB", size as f64 / 1_000_000.0),
    }
}

/// Reports how an upload went, or renames a document.
pub async fn change(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path((person, id)): Path<(String, String)>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, CHANGE)?;
    world.change(|documents| {
        record(documents, "people", &person)?;
        let mut document = find(documents, &person, &id).ok_or_else(|| missing("documents", &id))?.clone();
        for name in ["filename", "uploadStatus"] {
            if let Some(value) = sent.get(name).filter(|value| !value.is_null()) {
                document[name] = value.clone();
            }
        }
        let done = document["uploadStatus"] == "SUCCESS";
        if done && document["content"].is_null() {
            return Err(Refusal::one(
                "The document was not uploaded, or not with the size that was announced.",
            ));
        }
        let shown = json!({
            "id": id,
            "personId": person,
            "filename": document["filename"],
            "uploadStatus": document["uploadStatus"],
        });
        keep(documents, &person, &id, document, done);
        envelope::one(&call, shown)
    })
}

fn find<'a>(documents: &'a Value, person: &str, id: &str) -> Option<&'a Value> {
    let done = array(&documents["people"][person]["documents"]).iter().find(|document| document["id"] == id);
    done.or_else(|| documents["uploads"].get(id).filter(|upload| upload["person"] == person))
}

/// Puts a document where it belongs: with the person once it is done, among the uploads before and after a failure.
fn keep(documents: &mut Value, person: &str, id: &str, document: Value, done: bool) {
    if let Some(uploads) = documents["uploads"].as_object_mut() {
        uploads.remove(id);
    }
    if let Some(held) = documents["people"][person]["documents"].as_array_mut() {
        match held.iter_mut().find(|held| held["id"] == id) {
            Some(held) if done => return *held = document,
            Some(_) => held.retain(|held| held["id"] != id),
            None if done => return held.push(document),
            None => {}
        }
    }
    documents["uploads"][id] = document;
}

/// The older form of the same.
pub async fn unbuilt() -> Answer {
    Err(Refusal::unbuilt("POST person-documents, which the vendor calls deprecated,"))
}
