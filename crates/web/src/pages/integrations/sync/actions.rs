//! The buttons of the sync's page.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::sync::{
    allow::allow as answer, now::sync_now, pause::pause as hold, resume::resume as go_on, stop::stop as end,
};
use model::{ConnectionId, sync::RunMode};
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
};

/// How much is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    mode: String,
}

/// Begins a run.
pub async fn now(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ConnectionId>,
    Form(asked): Form<Asked>,
) -> Page {
    let mode = RunMode::parse(&asked.mode).unwrap_or(RunMode::Changes);
    let begun = sync_now(&web, &visitor.actor, id, mode).await.map(|_| ());
    said(id, begun, "It began. You may leave this page.")
}

/// Pauses.
pub async fn pause(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    said(id, hold(&web, &visitor.actor, id).await, "Paused. Nothing is read until somebody resumes it.")
}

/// Goes on after a pause.
pub async fn resume(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    said(id, go_on(&web, &visitor.actor, id).await, "It goes on.")
}

/// Ends the run that is under way.
pub async fn stop(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    said(id, end(&web, &visitor.actor, id).await, "Stopped. What was read until then is kept.")
}

/// Lets a run that asks go on.
pub async fn allow(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    said(id, answer(&web, &visitor.actor, id).await, "It goes on as you allowed.")
}

fn said(id: ConnectionId, outcome: engine::Result<()>, done: &str) -> Page {
    let page = format!("/settings/integrations/{id}/sync");
    match outcome {
        Ok(()) => Ok(flash::done(&page, done)),
        Err(engine::Error::Conflict(sentence)) => Ok(flash::redirect_with(&page, "error", &sentence)),
        Err(error) => Err(Failure(error)),
    }
}
