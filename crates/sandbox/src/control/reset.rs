//! `POST /reset` goes back to the seed; `POST /seed` goes to another one.

use std::sync::Arc;

use axum::{Json, extract::State};
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;

use super::problem::{Problem, read};
use crate::running::{Origin, Running};

/// More people than this would fill the memory, not test anything.
const MOST_PEOPLE: usize = 1_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    seed: Option<u64>,
    people: Option<usize>,
}

pub(super) async fn reset(State(running): State<Arc<Running>>) -> Result<Json<Origin>, Problem> {
    let origin = running.origin();
    back_to(running, origin).await
}

pub(super) async fn seed(State(running): State<Arc<Running>>, body: Bytes) -> Result<Json<Origin>, Problem> {
    let wish: Wish = read(&body)?;
    let now = running.origin();
    if wish.seed.is_none() && wish.people.is_none() {
        return Err(Problem::bad_request("Say a seed, or a number of people, or both."));
    }
    let origin = Origin { seed: wish.seed.unwrap_or(now.seed), people: wish.people.unwrap_or(now.people) };
    if origin.people > MOST_PEOPLE {
        return Err(Problem::bad_request(format!("At most {MOST_PEOPLE} people.")));
    }
    back_to(running, origin).await
}

/// Off the threads that answer requests, for a large tenant takes a while to make up.
async fn back_to(running: Arc<Running>, origin: Origin) -> Result<Json<Origin>, Problem> {
    tokio::task::spawn_blocking(move || running.reset(origin)).await.map_err(|_| {
        let text = "The stand-in failed to make its documents; they are as they were before.";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, text)
    })?;
    Ok(Json(origin))
}
