//! Screening over the API: a job's people by score, one of them with reasons, decisions, the threshold, the criteria.

pub mod application;
pub mod criteria;
pub mod people;
pub mod threshold;

use model::{
    access::Right,
    permission::{Resource, Verb},
};

use super::api;
use crate::access::{Access, Route, delete, get, post, put};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::CandidatesRead, Verb::Read, Resource::Application);
    const DECIDE: Access = api(Right::CandidatesMove, Verb::Write, Resource::Application);
    const ASKED: Access = api(Right::CandidatesRead, Verb::Read, Resource::Job);
    const KNOW: Access = api(Right::JobsWrite, Verb::Read, Resource::Job);
    const SHAPE: Access = api(Right::JobsWrite, Verb::Write, Resource::Job);
    vec![
        get("/api/v1/jobs/{id}/screening", READ, people::list),
        get("/api/v1/jobs/{id}/screening/threshold", ASKED, threshold::show),
        put("/api/v1/jobs/{id}/screening/threshold", SHAPE, threshold::put),
        get("/api/v1/jobs/{id}/screening/criteria", KNOW, criteria::list),
        put("/api/v1/jobs/{id}/screening/criteria", SHAPE, criteria::put),
        post("/api/v1/jobs/{id}/screening/criteria/{version}/activate", SHAPE, criteria::activate),
        get("/api/v1/applications/{id}/screening", READ, application::show),
        put("/api/v1/applications/{id}/screening/decision", DECIDE, application::decide),
        delete("/api/v1/applications/{id}/screening/decision", DECIDE, application::reopen),
    ]
}
