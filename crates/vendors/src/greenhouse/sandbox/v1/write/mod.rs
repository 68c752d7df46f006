//! Every write.

pub mod application;
mod apply;
pub mod attachment;
pub mod candidate;
mod custom;
pub mod custom_field;
mod fields;
pub mod moves;
pub mod note;
mod person;
pub mod tags;
pub mod users;

use serde_json::Value;

use super::{
    call::Call,
    errors::{Answer, Refusal, Reply},
    scene::{Render, Scene},
};
use crate::greenhouse::sandbox::rows;

/// The row of a write; a write to one that isn't there is refused.
///
/// # Errors
/// 404 where there is none.
pub fn existing<'a>(documents: &'a Value, table: &str, id: u64) -> Result<&'a Value, Refusal> {
    rows::find(documents, table, id).ok_or_else(Refusal::not_found)
}

/// Insists that what a field names is there.
///
/// # Errors
/// 422 on the field where it is not. The vendor's sentence is not known.
pub fn refers(documents: &Value, table: &str, field: &str, id: Option<u64>) -> Result<(), Refusal> {
    match id {
        Some(id) if rows::find(documents, table, id).is_none() => {
            Err(Refusal::invalid(field, "Does not exist"))
        }
        _ => Ok(()),
    }
}

/// Sets the times at which a row was changed, and last had something happen to it, to now.
pub fn touch(documents: &mut Value, table: &str, id: u64, now: &str) {
    let Some(row) = rows::find_mut(documents, table, id) else { return };
    for key in ["updated_at", "last_activity_at"] {
        if let Some(time) = row.get_mut(key) {
            *time = now.into();
        }
    }
}

/// A record after a write, as a read shows it.
pub fn shown(call: &Call<'_>, table: &str, id: u64, render: Render) -> Answer {
    call.world().read(|documents| {
        let scene = Scene::of(call, documents);
        Ok(Reply::ok(render(&scene, scene.to(table, &id.into()))))
    })
}
