//! `GET meta/fields`, `meta/tables`, `meta/users`, `meta/countries/options`, `meta/provinces/{country}`

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Query, State},
};
use connect::World;
use serde_json::{Map, Value, json};

use super::{
    auth::Caller,
    documents::{array, text},
    errors::{Answer, Refusal},
    format,
    xml::Element,
};

/// Every field of the tenant.
pub async fn fields(State(world): State<Arc<World>>, Extension(caller): Extension<Caller>) -> Answer {
    let fields = world.read(|documents| documents["fields"].clone());
    Ok(format::document(&caller, fields, |all| Element::new("fields").holding(array(all).iter().map(field))))
}

/// Every table with its columns.
pub async fn tables(State(world): State<Arc<World>>, Extension(caller): Extension<Caller>) -> Answer {
    let tables = world.read(|documents| documents["tables"].clone());
    Ok(format::document(&caller, tables, |all| {
        Element::new("tables").holding(array(all).iter().map(|table| {
            let columns = array(&table["fields"]).iter().map(field);
            Element::new("table").with("alias", text(&table["alias"])).holding(columns)
        }))
    }))
}

fn field(field: &Value) -> Element {
    let names = ["id", "type", "alias", "deprecated"];
    let known = names.iter().filter(|name| !field[**name].is_null());
    known
        .fold(Element::new("field"), |element, name| element.with(*name, text(&field[*name])))
        .text(text(&field["name"]).into_owned())
}

/// The users, of the statuses asked for.
pub async fn users(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    if !caller.rights.users {
        return Err(Refusal::forbidden("The user may not list users."));
    }
    let asked = query.get("status").map_or("", String::as_str).split(',');
    let asked: Vec<&str> = asked.filter(|status| ["enabled", "disabled"].contains(status)).collect();
    let users: Map<String, Value> = world.read(|documents| {
        let all = documents["users"].as_object().into_iter().flatten();
        all.filter(|(_, user)| asked.is_empty() || asked.iter().any(|status| user["status"] == *status))
            .map(|(id, user)| (id.clone(), shown(user)))
            .collect()
    });
    Ok(format::document(&caller, users.into(), |users| {
        Element::new("users").holding(users.as_object().into_iter().flatten().map(|(_, user)| person(user)))
    }))
}

/// A user without the key and the rights, which the vendor never shows.
fn shown(user: &Value) -> Value {
    let names = ["id", "employeeId", "firstName", "lastName", "email", "status", "lastLogin"];
    let known = names.iter().filter(|name| !user[**name].is_null());
    known.map(|name| ((*name).to_owned(), user[*name].clone())).collect()
}

fn person(user: &Value) -> Element {
    let element = Element::new("user").with("id", text(&user["id"]));
    let element = match user["employeeId"].as_u64() {
        Some(id) if id > 0 => element.with("employeeId", id),
        _ => element,
    };
    let names = ["firstName", "lastName", "email", "status", "lastLogin"];
    let known = names.iter().filter(|name| !user[**name].is_null());
    element.holding(known.map(|name| Element::new(*name).text(text(&user[*name]).into_owned())))
}

/// The countries; always JSON.
pub async fn countries(State(world): State<Arc<World>>) -> Answer {
    Ok(format::as_json(&world.read(|documents| documents["countries"].clone())))
}

/// A country's states; always JSON.
pub async fn provinces(State(world): State<Arc<World>>, Path(country): Path<String>) -> Answer {
    world.read(|documents| {
        if !array(&documents["countries"]).iter().any(|known| text(&known["id"]) == country) {
            return Err(Refusal::malformed("The country does not exist."));
        }
        Ok(format::as_json(&json!({"options": array(&documents["provinces"][&country])})))
    })
}
