//! `POST /commands/{name}` does what a person does on the vendor's own pages. Which there are is the stand-in's
//! matter.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use bytes::Bytes;
use serde_json::{Value, json};

use super::problem::{Problem, read};
use crate::running::Running;

pub(super) async fn run(
    State(running): State<Arc<Running>>,
    Path(name): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let wish = if body.is_empty() { json!({}) } else { read(&body)? };
    let done = running.stand_in.command(&running.world, &name, &wish);
    running.changed();
    done.map(Json).map_err(Problem::bad_request)
}
