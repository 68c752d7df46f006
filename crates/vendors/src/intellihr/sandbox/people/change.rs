//! `PATCH people/{id}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;

use super::{accept, view};
use crate::intellihr::sandbox::{
    call::Call,
    documents::{record, record_mut},
    envelope,
    errors::Answer,
    sent::Sent,
};

/// Changes the fields that are sent, and no others.
pub async fn change(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    world.change(|documents| {
        let person = record(documents, "people", &id)?.clone();
        let kept = accept::changed(documents, &person, &sent)?;
        let person = record_mut(documents, "people", &id)?;
        kept.into_iter().for_each(|(name, value)| person[name] = value);
        person["updatedAt"] = call.moment().into();
        let person = record(documents, "people", &id)?;
        envelope::one(&call, view::show(documents, &call, person))
    })
}
