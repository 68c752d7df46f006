//! `GET jobs/{id}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;

use super::{at::at, view};
use crate::intellihr::sandbox::{
    call::Call,
    documents::record,
    envelope,
    errors::{Answer, Refusal},
    moments,
    query::{Askable, Query},
};

const ASKABLE: Askable = Askable { filters: &[], sorts: &[], others: &["asAt"] };

/// Reads a job as it is now, or at another moment.
pub async fn read(
    State(world): State<Arc<World>>,
    Extension(mut call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    let query = Query::read(&call, &ASKABLE)?;
    if let Some(wanted) = query.other("asAt") {
        call.now = moments::read(wanted).ok_or_else(|| Refusal::one("The asAt parameter must be a date."))?;
    }
    world.read(|documents| {
        let job = at(record(documents, "jobs", &id)?, call.now);
        envelope::one(&call, view::show(documents, &call, &job))
    })
}
