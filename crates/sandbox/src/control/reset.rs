//! `POST /reset` goes back to the seed; `POST /seed` goes to another one.

use std::sync::Arc;

use axum::{Json, extract::State};
use bytes::Bytes;
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

pub(super) async fn reset(State(running): State<Arc<Running>>) -> Json<Origin> {
    back_to(running.clone(), running.origin()).await
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
    Ok(back_to(running, origin).await)
}

async fn back_to(running: Arc<Running>, origin: Origin) -> Json<Origin> {
    running.reset(origin);
    Json(origin)
}
