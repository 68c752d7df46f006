//! Putting a candidate forward for a job.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::{Error, hiring::apply::apply};
use model::CandidateId;
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    session::SignedIn,
};

/// The job that was chosen.
#[derive(Deserialize)]
pub(super) struct Typed {
    job: String,
}

pub(super) async fn add(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<CandidateId>,
    Form(typed): Form<Typed>,
) -> Page {
    let path = format!("/candidates/{id}");
    let Ok(job) = typed.job.parse() else {
        return Ok(redirect_with(&path, "info", "Choose a job first."));
    };
    match apply(&web, &visitor.actor, id, job).await {
        Ok(_) => Ok(done(&path, "Put forward.")),
        Err(Error::Conflict(sentence)) => Ok(redirect_with(&path, "error", &sentence)),
        Err(error) => Err(error.into()),
    }
}
