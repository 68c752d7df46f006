//! `GET employees/directory`

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    extract::{Query, State},
};
use connect::World;
use serde_json::{Map, Value, json};

use super::{
    auth::Caller,
    computed::View,
    documents::{self, array, text},
    employees::read::only_current,
    errors::{Answer, Refusal},
    format,
    history::Standing,
    people,
    xml::Element,
};

/// What this tenant's directory shows, with each field's type and name.
const SHOWN: [(&str, &str, &str); 14] = [
    ("displayName", "text", "Display name"),
    ("firstName", "text", "First name"),
    ("lastName", "text", "Last name"),
    ("preferredName", "text", "Preferred name"),
    ("jobTitle", "list", "Job title"),
    ("workPhone", "text", "Work Phone"),
    ("mobilePhone", "text", "Mobile Phone"),
    ("workEmail", "email", "Work Email"),
    ("department", "list", "Department"),
    ("location", "list", "Location"),
    ("division", "list", "Division"),
    ("supervisor", "employee", "Manager"),
    ("photoUploaded", "bool", "Employee photo"),
    ("canUploadPhoto", "bool", "Can Upload Photo"),
];

/// Lists those who work there; with `onlyCurrent=false` also those who will. Nobody who left.
pub async fn list(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let only_current = only_current(&query);
    let today = people::day(world.clock.now());
    world.read(|documents| {
        if !caller.rights.directory || documents["tenant"]["directoryShared"] == false {
            return Err(Refusal::forbidden("The directory is not shared with this user."));
        }
        let rights = &caller.rights;
        let mut people = Vec::new();
        for (id, employee) in documents::employees(documents) {
            let view = View { documents, id, employee, today: &today, only_current, rights };
            let listed = match view.standing() {
                Standing::Current => true,
                Standing::Future => !only_current,
                Standing::Former => false,
            };
            if listed {
                people.push(entry(&view));
            }
        }
        if people.is_empty() {
            return Err(Refusal::not_found("The directory is empty."));
        }
        let fields = SHOWN.map(|(id, kind, name)| json!({"id": id, "type": kind, "name": name}));
        Ok(format::document(&caller, json!({"fields": fields, "employees": people}), xml))
    })
}

fn entry(view: &View) -> Value {
    let shown = SHOWN.iter().filter_map(|(name, ..)| {
        let value = view.value(name)?;
        // The vendor writes this one as a number.
        let value = if *name == "canUploadPhoto" { u8::from(value == true).into() } else { value };
        Some(((*name).to_owned(), value))
    });
    let mut entry = Map::from_iter([("id".to_owned(), Value::from(view.id))]);
    entry.extend(shown);
    Value::Object(entry)
}

fn xml(directory: &Value) -> Element {
    let fields = array(&directory["fields"]).iter().map(|field| {
        Element::new("field").with("id", text(&field["id"])).text(text(&field["name"]).into_owned())
    });
    let people = array(&directory["employees"]).iter().map(super::employees::read::xml);
    Element::new("directory")
        .holding([Element::new("fieldset").holding(fields), Element::new("employees").holding(people)])
}
