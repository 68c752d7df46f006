//! `GET /clock` shows the sandbox's time, `POST /clock` moves it, holds it, or lets it go with the real time.

use std::sync::Arc;

use axum::{Json, extract::State};
use bytes::Bytes;
use connect::Clock;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::problem::{Problem, read};
use crate::{clock::Pace, running::Running};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    advance_seconds: Option<i64>,
    now: Option<Timestamp>,
    real: Option<bool>,
}

#[derive(Serialize)]
pub(super) struct Time {
    now: Timestamp,
    pace: Pace,
}

pub(super) async fn show(State(running): State<Arc<Running>>) -> Json<Time> {
    Json(Time { now: running.clock.now(), pace: running.clock.pace() })
}

pub(super) async fn set(State(running): State<Arc<Running>>, body: Bytes) -> Result<Json<Time>, Problem> {
    match read(&body)? {
        Wish { advance_seconds: Some(seconds), now: None, real: None } => running
            .clock
            .advance(SignedDuration::from_secs(seconds))
            .ok_or_else(|| Problem::bad_request("No calendar reaches that far; the clock was not moved."))?,
        Wish { advance_seconds: None, now: Some(now), real: None } => running.clock.hold(now),
        Wish { advance_seconds: None, now: None, real: Some(true) } => running.clock.release(),
        _ => {
            return Err(Problem::bad_request(
                "Say one of: {\"advance_seconds\": 3600}, {\"now\": \"2027-01-01T00:00:00Z\"}, {\"real\": true}.",
            ));
        }
    }
    Ok(show(State(running)).await)
}
