//! Screening: what a job asks for, its people by score, one of them with reasons, and what people decide.

mod asked;
mod compare;
mod criteria;
mod decide;
pub(crate) mod head;
mod history;
mod meaning;
mod organisation;
mod people;
mod person;
mod preferences;
mod qualify;
mod reasons;
mod resume;
mod setup;
mod slider;
mod waiting;
pub(crate) mod words;

use model::access::Right;

use crate::access::{Access, Route, get, post};

const READ: Access = Access::May(Right::CandidatesRead);
const WRITE: Access = Access::May(Right::CandidatesWrite);
const MANAGE: Access = Access::May(Right::WorkspaceManage);
const CONNECT: Access = Access::May(Right::IntegrationsManage);
const SHAPE: Access = Access::May(Right::JobsWrite);
const DECIDE: Access = Access::May(Right::CandidatesMove);

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![
        get("/jobs/{id}/screening", READ, people::show),
        get("/jobs/{id}/screening/waiting", READ, waiting::show),
        post("/jobs/{id}/screening/again", SHAPE, waiting::again),
        get("/jobs/{id}/screening/compare", READ, compare::show),
        post("/jobs/{id}/screening/qualify", DECIDE, qualify::qualify),
        get("/jobs/{id}/screening/criteria", SHAPE, criteria::show),
        post("/jobs/{id}/screening/criteria", SHAPE, criteria::save),
        get("/jobs/{id}/screening/criteria/{version}", SHAPE, criteria::show_version),
        post("/jobs/{id}/screening/criteria/{version}/activate", SHAPE, criteria::activate),
        get("/jobs/{id}/screening/preferences", SHAPE, preferences::show),
        post("/jobs/{id}/screening/preferences", SHAPE, preferences::save),
        post("/jobs/{id}/screening/threshold", SHAPE, preferences::move_threshold),
        get("/settings/integrations/{id}/screening", CONNECT, setup::show),
        post("/settings/integrations/{id}/screening", CONNECT, setup::save),
        post("/settings/integrations/{id}/screening/make", CONNECT, setup::make),
        post("/settings/integrations/{id}/screening/stop", CONNECT, setup::stop),
        post("/settings/integrations/{id}/screening/resume", CONNECT, setup::resume),
        get("/settings/screening", MANAGE, organisation::show),
        post("/settings/screening", MANAGE, organisation::save),
        get("/settings/screening-model", MANAGE, meaning::show),
        post("/settings/screening-model", MANAGE, meaning::save),
        post("/settings/screening-model/try", MANAGE, meaning::try_out),
        post("/settings/screening-model/forget", MANAGE, meaning::forget),
        get("/applications/{id}/screening", READ, person::show),
        post("/applications/{id}/screening/decide", DECIDE, decide::decide),
        post("/applications/{id}/screening/reopen", DECIDE, decide::reopen),
        post("/applications/{id}/screening/opt-out", WRITE, decide::opt_out),
        post("/applications/{id}/screening/opt-in", WRITE, decide::opt_in),
    ]
}
