//! `GET /state`: every document.

use std::sync::Arc;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};

use super::problem::Problem;
use crate::running::Running;

pub(super) async fn show(State(running): State<Arc<Running>>) -> Result<Response, Problem> {
    let documents = running
        .world
        .read(serde_json::to_vec)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind)], documents).into_response())
}
