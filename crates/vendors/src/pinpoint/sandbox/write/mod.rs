//! The writing half: what a call may change, and what the vendor would refuse.
//!
//! Everything is checked before anything is changed, and nobody sees a write half done.

mod applications;
mod attributes;
mod candidates;
mod comments;
mod custom_attributes;
mod custom_fields;
mod jobs;
mod links;
mod payload;
mod problems;
mod records;
mod structure;
mod values;

use axum::http::StatusCode;
use connect::World;
use jiff::Timestamp;
use serde_json::{Value, json};

use self::payload::Payload;
use super::{
    auth::Caller,
    documents::{self, Scene},
    errors::{Answer, Refusal},
    media, moment,
    query::Query,
    read,
    schema::Resource,
};

/// A write under way.
pub struct Write<'w> {
    /// What is written to.
    pub documents: &'w mut Value,
    /// When.
    pub now: Timestamp,
    /// By whose key.
    pub caller: &'w Caller,
}

impl Write<'_> {
    /// The moment as the vendor writes it.
    fn time(&self) -> Value {
        moment::write(self.now).into()
    }
}

/// `POST`
pub fn create(
    world: &World,
    caller: &Caller,
    resource: &'static Resource,
    query: &str,
    body: &[u8],
) -> Answer {
    let query = Query::of_one(resource, query)?;
    query.include.insist(resource, caller)?;
    let payload = Payload::read(body)?;
    payload.insist_on(resource, None)?;
    let make = maker(resource.kind).ok_or_else(|| Refusal::unbuilt(&format!("POST {}", resource.kind)))?;
    world.change(|documents| {
        let now = world.clock.now();
        let id = make(&mut Write { documents, now, caller }, &payload)?;
        let scene = Scene { documents, now, base: &caller.base };
        read::show(StatusCode::CREATED, scene, resource, &id, &query)
    })
}

/// `PUT` and `PATCH`
pub fn update(
    world: &World,
    caller: &Caller,
    resource: &'static Resource,
    id: &str,
    query: &str,
    body: &[u8],
) -> Answer {
    let query = Query::of_one(resource, query)?;
    query.include.insist(resource, caller)?;
    let payload = Payload::read(body)?;
    let change = changer(resource.kind).ok_or_else(|| Refusal::unbuilt(&format!("PUT {}", resource.kind)))?;
    world.change(|documents| {
        documents::find(documents, resource, id).ok_or_else(Refusal::not_found)?;
        payload.insist_on(resource, Some(id))?;
        let now = world.clock.now();
        change(&mut Write { documents, now, caller }, id, &payload)?;
        let scene = Scene { documents, now, base: &caller.base };
        read::show(StatusCode::OK, scene, resource, id, &query)
    })
}

/// `DELETE`
pub fn delete(world: &World, caller: &Caller, resource: &'static Resource, id: &str) -> Answer {
    let remove =
        remover(resource.kind).ok_or_else(|| Refusal::unbuilt(&format!("DELETE {}", resource.kind)))?;
    world.change(|documents| {
        documents::find(documents, resource, id).ok_or_else(Refusal::not_found)?;
        remove(&mut Write { documents, now: world.clock.now(), caller }, id)
    })?;
    Ok(media::json_api(StatusCode::OK, json!({"meta": {}}).to_string()))
}

type Make = fn(&mut Write, &Payload) -> Result<String, Refusal>;
type Change = fn(&mut Write, &str, &Payload) -> Result<(), Refusal>;
type Remove = fn(&mut Write, &str) -> Result<(), Refusal>;

fn maker(kind: &str) -> Option<Make> {
    Some(match kind {
        "applications" => applications::create::create,
        "comments" => comments::create,
        "custom_attributes" => custom_attributes::create,
        "custom_fields" => custom_fields::create,
        "jobs" => jobs::create,
        "departments" => |write, payload| structure::create(write, "departments", payload),
        "divisions" => |write, payload| structure::create(write, "divisions", payload),
        "locations" => |write, payload| structure::create(write, "locations", payload),
        "structure_custom_group_ones" => {
            |write, payload| structure::create(write, "structure_custom_group_ones", payload)
        }
        _ => return None,
    })
}

fn changer(kind: &str) -> Option<Change> {
    Some(match kind {
        "applications" => applications::change::change,
        "candidates" => candidates::change,
        "custom_attributes" => custom_attributes::change,
        "custom_fields" => custom_fields::change,
        "jobs" => jobs::change,
        "departments" => |write, id, payload| structure::change(write, "departments", id, payload),
        "divisions" => |write, id, payload| structure::change(write, "divisions", id, payload),
        "locations" => |write, id, payload| structure::change(write, "locations", id, payload),
        "structure_custom_group_ones" => {
            |write, id, payload| structure::change(write, "structure_custom_group_ones", id, payload)
        }
        _ => return None,
    })
}

fn remover(kind: &str) -> Option<Remove> {
    Some(match kind {
        "applications" => applications::remove,
        "comments" => comments::remove,
        "custom_attributes" => custom_attributes::remove,
        "custom_fields" => custom_fields::remove,
        "jobs" => jobs::remove,
        "departments" => |write, id| structure::remove(write, "departments", id),
        "divisions" => |write, id| structure::remove(write, "divisions", id),
        "locations" => |write, id| structure::remove(write, "locations", id),
        "structure_custom_group_ones" => {
            |write, id| structure::remove(write, "structure_custom_group_ones", id)
        }
        _ => return None,
    })
}

/// Which kinds have each operation: for the test that the manifest tells the truth.
#[cfg(test)]
pub fn is_built(kind: &str, operation: super::operations::Operation) -> bool {
    use super::operations::Operation;
    match operation {
        Operation::Create => maker(kind).is_some(),
        Operation::Update => changer(kind).is_some(),
        Operation::Delete => remover(kind).is_some(),
        Operation::List | Operation::Get => true,
    }
}
