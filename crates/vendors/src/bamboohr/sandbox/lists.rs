//! `GET meta/lists`, `PUT meta/lists/{list}`

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use connect::World;
use serde_json::{Value, json};

use super::{
    auth::Caller,
    body,
    documents::{self, array, text},
    errors::{Answer, Refusal},
    format, people,
    xml::Element,
};

/// Every list with its options, archived ones too.
pub async fn list(State(world): State<Arc<World>>, Extension(caller): Extension<Caller>) -> Answer {
    let lists = world.read(|documents| documents["lists"].clone());
    Ok(format::document(&caller, lists, |all| Element::new("lists").holding(array(all).iter().map(xml))))
}

fn xml(list: &Value) -> Element {
    let options = array(&list["options"]).iter().map(|option| {
        let names = ["id", "archived", "createdDate", "archivedDate"];
        names
            .iter()
            .fold(Element::new("option"), |element, name| element.with(*name, text(&option[*name])))
            .text(text(&option["name"]).into_owned())
    });
    let names = ["fieldId", "alias", "manageable", "multiple"];
    names.iter().fold(Element::new("list"), |element, name| element.with(*name, text(&list[*name]))).holding(
        [
            Element::new("name").text(text(&list["name"]).into_owned()),
            Element::new("options").holding(options),
        ],
    )
}

/// Adds, renames and archives options. The answer is XML, whatever the caller wants.
pub async fn change(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let wanted = options(&headers, &body)?;
    let now = people::moment(world.clock.now());
    world.change(|documents| {
        let lists = array(&documents["lists"]);
        let place = lists.iter().position(|list| text(&list["fieldId"]) == id);
        let place = place.ok_or_else(|| Refusal::not_found("The list does not exist."))?;
        if !caller.rights.manage_lists || documents["lists"][place]["manageable"] != "yes" {
            return Err(Refusal::forbidden("The list can not be changed by this user."));
        }
        let mut changed = documents["lists"][place].clone();
        for option in &wanted {
            apply(documents, &mut changed, option, &now)?;
        }
        let answer = format::as_xml(&xml(&changed));
        documents["lists"][place] = changed;
        Ok(answer)
    })
}

fn options(headers: &HeaderMap, body: &[u8]) -> Result<Vec<Value>, Refusal> {
    if body::is_json(headers, body) {
        let document: Value =
            serde_json::from_slice(body).map_err(|_| Refusal::malformed("Malformed JSON"))?;
        let options = document["options"].as_array().cloned();
        return options.ok_or_else(|| Refusal::malformed("The options are missing."));
    }
    let tree = body::xml(body).ok_or_else(|| Refusal::malformed("Malformed XML"))?;
    let option = |option: &Element| json!({"id": option.attribute("id"), "archived": option.attribute("archived"), "value": option.text.trim()});
    Ok(tree.all("option").map(option).collect())
}

fn apply(documents: &mut Value, list: &mut Value, option: &Value, now: &str) -> Result<(), Refusal> {
    let id = text(&option["id"]).into_owned();
    let value = text(&option["value"]).trim().to_owned();
    let same = |known: &Value| text(&known["name"]).eq_ignore_ascii_case(&value);
    let taken = |known: &&Value| !value.is_empty() && same(known) && text(&known["id"]) != id;
    if array(&list["options"]).iter().any(|known| taken(&known)) {
        return Err(Refusal::conflict("Duplicate list value: the list has this option already."));
    }
    if id.is_empty() {
        if value.is_empty() {
            return Err(Refusal::malformed("An option needs a value."));
        }
        let id = documents::next(documents, "option");
        let new =
            json!({"id": id, "name": value, "archived": "no", "createdDate": now, "archivedDate": null});
        if let Some(options) = list["options"].as_array_mut() {
            options.push(new);
        }
        return Ok(());
    }
    let place = array(&list["options"]).iter().position(|known| text(&known["id"]) == id);
    let place = place.ok_or_else(|| Refusal::not_found("The option does not exist."))?;
    let known = &mut list["options"][place];
    if !value.is_empty() {
        known["name"] = value.into();
    }
    match option["archived"].as_str() {
        Some("yes") => (known["archived"], known["archivedDate"]) = ("yes".into(), now.into()),
        Some("no") => (known["archived"], known["archivedDate"]) = ("no".into(), Value::Null),
        _ => {}
    }
    Ok(())
}
