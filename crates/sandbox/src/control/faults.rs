//! `GET /faults` shows the rules in force, `POST /faults` replaces them: a list of rules, or the command line's
//! spec as a JSON string.

use std::sync::Arc;

use axum::{Json, extract::State};
use bytes::Bytes;

use super::problem::{Problem, read};
use crate::{faults::Faults, running::Running};

pub(super) async fn show(State(running): State<Arc<Running>>) -> Json<Faults> {
    Json(running.faults())
}

pub(super) async fn replace(
    State(running): State<Arc<Running>>,
    body: Bytes,
) -> Result<Json<Faults>, Problem> {
    running.set_faults(read(&body)?);
    Ok(Json(running.faults()))
}
