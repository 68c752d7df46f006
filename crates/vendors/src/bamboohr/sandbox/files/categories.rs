//! `POST employees/files/categories`

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse as _,
};
use connect::World;
use serde_json::{Value, json};

use crate::bamboohr::sandbox::{
    auth::Caller,
    body,
    documents::{self, array},
    errors::{Answer, Refusal},
};

/// Makes sections for files.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    if !caller.rights.files {
        return Err(Refusal::forbidden("The user may not add file categories."));
    }
    let names = names(&headers, &body)?;
    world.change(|documents| {
        let known = array(&documents["fileCategories"]);
        let bad = |name: &String| name.trim().is_empty() || known.iter().any(|c| c["name"] == name.trim());
        if names.iter().any(bad) {
            return Err(Refusal::malformed("A category name is empty or exists already."));
        }
        for name in &names {
            let id = documents::next(documents, "fileCategory");
            let category = json!({"id": id, "name": name.trim(), "canUploadFiles": "yes"});
            if let Some(all) = documents["fileCategories"].as_array_mut() {
                all.push(category);
            }
        }
        let status = if names.is_empty() { StatusCode::OK } else { StatusCode::CREATED };
        Ok(status.into_response())
    })
}

fn names(headers: &HeaderMap, body: &[u8]) -> Result<Vec<String>, Refusal> {
    if body::is_json(headers, body) {
        return serde_json::from_slice(body).map_err(|_| Refusal::malformed("Malformed JSON"));
    }
    let tree = body::xml(body).ok_or_else(|| Refusal::malformed("Malformed XML"))?;
    Ok(tree
        .all("category")
        .map(|category| Value::from(category.text.trim()))
        .map(|name| documents::text(&name).into_owned())
        .collect())
}
