//! A candidate's files.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::sign::content_md5;
use serde_json::{Value, json};

use super::{
    candidates,
    dispatch::Called,
    query::Query,
    refusal::Refusal,
    render::{Answer, document, next_id, one, resource, time},
};

const WRITTEN: [&str; 4] = ["kind", "filename", "content_type", "content"];

/// `GET candidates/{id}/attachments`
pub fn list(called: &Called, id: &str) -> Answer {
    let query = Query::read(&called.uri, &[])?;
    called.world.read(|documents| {
        candidates::find(documents, id).ok_or_else(Refusal::not_found)?;
        let rows: Vec<_> = documents["attachments"][id].as_array().into_iter().flatten().collect();
        let show = |one: &&Value| resource("attachment", one["id"].as_str().unwrap_or_default(), one);
        Ok(document(StatusCode::OK, &query.page(&rows, show)))
    })
}

/// `POST candidates/{id}/attachments`
pub fn add(called: &Called, id: &str) -> Answer {
    let attributes = called.attributes(&["attachment", "attachments"])?;
    let text = |name: &str| attributes[name].as_str().unwrap_or_default().to_owned();
    let content = STANDARD.decode(text("content")).unwrap_or_default();
    let mut problems = vec![];
    for (name, is_wrong) in [
        ("kind", text("kind") != "resume"),
        ("filename", text("filename").is_empty()),
        ("content_type", !text("content_type").contains('/')),
        ("content", content.is_empty()),
    ] {
        if is_wrong {
            problems.push((name.to_owned(), format!("{name} is missing or not right")));
        }
    }
    for (name, _) in attributes.as_object().into_iter().flatten() {
        if !WRITTEN.contains(&name.as_str()) {
            problems.push((name.clone(), "The attribute can't be written".into()));
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::invalid(problems));
    }
    let now = time(called.world.clock.now());
    called.world.change(|documents| {
        candidates::find(documents, id).ok_or_else(Refusal::not_found)?;
        let file_id = next_id(documents, "file");
        let file = json!({
            "id": file_id, "kind": "resume", "filename": text("filename"), "content_type": text("content_type"),
            "size": content.len(), "checksum": content_md5(&content), "created_at": now, "_content": text("content"),
        });
        let shown = one(StatusCode::CREATED, "attachment", &file_id, &file);
        match &mut documents["attachments"][id] {
            Value::Array(all) => all.push(file),
            none => *none = json!([file]),
        }
        Ok(shown)
    })
}
