//! Jobs, their boards and offers, and the workflows that they follow.

use model::access::Right;

use crate::access::{Access, Route, get, post};

mod board;
mod edit;
mod list;
mod offer;
mod overview;
mod stage;
mod workflow;
mod workflows;

pub(crate) use list::label;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = Access::May(Right::JobsRead);
    const WRITE: Access = Access::May(Right::JobsWrite);
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    vec![
        get("/jobs", READ, list::show),
        get("/jobs/new", WRITE, edit::new),
        post("/jobs/new", WRITE, edit::create),
        get("/jobs/{id}", READ, overview::show),
        post("/jobs/{id}/status", WRITE, overview::set_status),
        get("/jobs/{id}/edit", WRITE, edit::show),
        post("/jobs/{id}/edit", WRITE, edit::save),
        get("/jobs/{id}/board", Access::May(Right::CandidatesRead), board::show),
        post("/applications/{id}/stage", Access::May(Right::CandidatesMove), stage::set),
        get("/applications/{id}/offer", Access::May(Right::CandidatesWrite), offer::show),
        post("/applications/{id}/offer", Access::May(Right::CandidatesWrite), offer::save),
        get("/settings/workflows", MANAGE, workflows::show),
        get("/settings/workflows/new", MANAGE, workflow::new),
        post("/settings/workflows/new", MANAGE, workflow::create),
        get("/settings/workflows/{id}", MANAGE, workflow::show),
        post("/settings/workflows/{id}", MANAGE, workflow::save),
    ]
}
