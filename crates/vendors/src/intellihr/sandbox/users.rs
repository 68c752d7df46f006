//! `users`: who can sign in.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Path, State},
    routing::get,
};
use connect::World;
use serde_json::{Value, json};

use super::{
    call::Call,
    documents::{array, entry, missing, text},
    envelope,
    errors::{Answer, Refusal},
    ids,
    people::name,
    query::{Askable, Query},
    references,
    sent::Sent,
    shape::{self, Field, Kind, optional, required},
};

const PERSON: Kind = Kind::Object(&[
    optional("id", Kind::Uuid),
    optional("name", Kind::Text),
    optional("primaryEmailAddress", Kind::Text),
    optional("employeeNumber", Kind::Loose),
    optional("autoIncrementIntellihrId", Kind::Loose),
]);

const NEW: &[Field] = &[
    required("username", Kind::Text),
    required("person", PERSON),
    optional("isEnabled", Kind::Flag),
    optional("permissionGroups", Kind::Unbuilt),
];

const CHANGE: &[Field] = &[optional("username", Kind::Text), optional("isEnabled", Kind::Flag)];

/// The routes. A user can't be deleted.
pub fn routes() -> Router<Arc<World>> {
    Router::new().route("/users", get(list).post(add)).route("/users/{id}", get(read).patch(change))
}

async fn list(State(world): State<Arc<World>>, Extension(call): Extension<Call>) -> Answer {
    let query = Query::read(&call, &Askable::default())?;
    world.read(|documents| {
        let users = array(&documents["users"]);
        Ok(envelope::page(&call, &query, users, |user| show(documents, &call, user)))
    })
}

async fn read(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    world.read(|documents| {
        let mut users = array(&documents["users"]).iter();
        let user = users.find(|user| user["id"] == id.as_str()).ok_or_else(|| missing("users", &id))?;
        envelope::one(&call, show(documents, &call, user))
    })
}

async fn add(State(world): State<Arc<World>>, Extension(call): Extension<Call>, Sent(sent): Sent) -> Answer {
    shape::check(&sent, NEW)?;
    world.change(|documents| {
        let sought = sent["person"].as_object().cloned().unwrap_or_default();
        let person = references::person(documents, &sought).map_err(Refusal::one)?["id"].clone();
        let users = array(&documents["users"]);
        if users.iter().any(|user| user["person"] == person) {
            return Err(Refusal::one("The person already has a user."));
        }
        refuse_taken(users, &sent["username"], "")?;
        let user = json!({
            "id": ids::fresh(documents),
            "username": sent["username"],
            "isEnabled": sent.get("isEnabled") == Some(&Value::Bool(true)),
            "person": person,
            "permissionGroups": [],
            "createdAt": call.moment(),
            "updatedAt": call.moment(),
        });
        let shown = show(documents, &call, &user);
        if let Some(users) = documents["users"].as_array_mut() {
            users.push(user);
        }
        envelope::created(&call, shown)
    })
}

async fn change(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check_change(&sent, CHANGE)?;
    world.change(|documents| {
        if let Some(username) = sent.get("username") {
            refuse_taken(array(&documents["users"]), username, &id)?;
        }
        let users = documents["users"].as_array_mut();
        let user = users.into_iter().flatten().find(|user| user["id"] == id.as_str());
        let user = user.ok_or_else(|| missing("users", &id))?;
        sent.into_iter().for_each(|(name, value)| user[name] = value);
        user["updatedAt"] = call.moment().into();
        let user = user.clone();
        envelope::one(&call, show(documents, &call, &user))
    })
}

fn refuse_taken(users: &[Value], username: &Value, itself: &str) -> Result<(), Refusal> {
    let same =
        |user: &Value| text(&user["username"]).eq_ignore_ascii_case(text(username)) && user["id"] != itself;
    if users.iter().any(same) { Err(Refusal::one("The username is already used.")) } else { Ok(()) }
}

fn show(documents: &Value, call: &Call, user: &Value) -> Value {
    let person = &documents["people"][text(&user["person"])];
    let groups = array(&user["permissionGroups"]).iter();
    let groups = groups.filter_map(|id| entry(documents, "permission-groups", text(id)));
    json!({
        "id": user["id"],
        "username": user["username"],
        "isEnabled": user["isEnabled"],
        "createdAt": user["createdAt"],
        "updatedAt": user["updatedAt"],
        "userPermissionGroups": groups
            .map(|group| json!({"permissionGroup": {"id": group["id"], "name": group["name"]}}))
            .collect::<Value>(),
        "person": {
            "id": user["person"],
            "displayName": name::display(person),
            "link": call.link("people", text(&user["person"])),
        },
    })
}
