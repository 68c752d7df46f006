//! `GET people/{id}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;

use super::view;
use crate::intellihr::sandbox::{call::Call, documents::record, envelope, errors::Answer};

/// Reads a person.
pub async fn read(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    world.read(|documents| {
        let person = record(documents, "people", &id)?;
        envelope::one(&call, view::show(documents, &call, person))
    })
}
