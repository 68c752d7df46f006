//! `GET /requests`: the journal, oldest first. `?filter=` takes words that must all occur, `?limit=` the newest n.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::{
    journal::{Counters, Entry},
    running::Running,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    #[serde(default)]
    filter: String,
    limit: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Requests {
    counters: Counters,
    requests: Vec<Entry>,
}

pub(super) async fn list(
    State(running): State<Arc<Running>>,
    question: Result<Query<Question>, QueryRejection>,
) -> Result<Json<Requests>, Problem> {
    let Query(question) = question.map_err(|error| Problem::bad_request(error.body_text()))?;
    let newest = running.journal.newest(&question.filter, question.limit.unwrap_or(usize::MAX));
    let requests = newest.iter().rev().map(|entry| Entry::clone(entry)).collect();
    Ok(Json(Requests { counters: running.journal.counters(), requests }))
}
