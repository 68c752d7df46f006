//! `GET employees/{id}/files/view`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::{Value, json};

use crate::bamboohr::sandbox::{
    auth::Caller,
    documents::{self, array, text, yes_no},
    errors::{Answer, Refusal},
    format,
    xml::Element,
};

/// Lists the sections with what each holds.
pub async fn view(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Answer {
    world.read(|documents| {
        let (id, employee) = documents::employee(documents, &caller, &id)?;
        if !caller.rights.files {
            return Err(Refusal::not_found("The employee has no file category that the user may see."));
        }
        let categories: Vec<Value> =
            array(&documents["fileCategories"]).iter().map(|category| section(category, employee)).collect();
        let id = id.parse::<u64>().unwrap_or_default();
        let json = json!({"employee": {"id": id}, "categories": categories});
        Ok(format::document(&caller, json, xml))
    })
}

fn section(category: &Value, employee: &Value) -> Value {
    let files = array(&employee["files"]).iter().filter(|file| file["categoryId"] == category["id"]);
    json!({
        "id": category["id"],
        "name": category["name"],
        "canRenameCategory": "no",
        "canDeleteCategory": "no",
        "canUploadFiles": category["canUploadFiles"],
        "displayIfEmpty": "yes",
        "files": files.map(entry).collect::<Vec<_>>(),
    })
}

fn entry(file: &Value) -> Value {
    json!({
        "id": file["id"],
        "name": file["name"],
        "originalFileName": file["originalFileName"],
        "size": file["size"],
        "dateCreated": file["dateCreated"],
        "createdBy": file["createdBy"],
        "shareWithEmployee": yes_no(file["shared"] == true),
        "canRenameFile": "yes",
        "canDeleteFile": "yes",
        "canChangeShareWithEmployeeFieldValue": "yes",
    })
}

fn xml(view: &Value) -> Element {
    let part = |element: Element, of: &Value, names: &[&str]| {
        element.with("id", text(&of["id"])).holding(
            names
                .iter()
                .map(|name| Element::new(*name).text(text(&of[name]).into_owned()))
                .collect::<Vec<_>>(),
        )
    };
    let category =
        ["name", "canRenameCategory", "canDeleteCategory", "canUploadFiles", "displayIfEmpty"].as_slice();
    let file = [
        "name",
        "originalFileName",
        "size",
        "dateCreated",
        "createdBy",
        "shareWithEmployee",
        "canRenameFile",
        "canDeleteFile",
        "canChangeShareWithEmployeeFieldValue",
    ];
    let sections = array(&view["categories"]).iter().map(|section| {
        let files = array(&section["files"]).iter().map(|entry| part(Element::new("file"), entry, &file));
        part(Element::new("category"), section, category).holding(files)
    });
    Element::new("employee").with("id", text(&view["employee"]["id"])).holding(sections)
}
