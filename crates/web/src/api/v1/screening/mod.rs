//! Screening over the API: a job's people by score, one of them with reasons, decisions, the threshold, the criteria.

pub mod application;
pub mod criteria;
pub mod people;
pub mod threshold;

use model::access::Right;

use crate::access::{Access, Route, delete, get, post, put};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = Access::May(Right::CandidatesRead);
    const DECIDE: Access = Access::May(Right::CandidatesMove);
    const SHAPE: Access = Access::May(Right::JobsWrite);
    vec![
        get("/api/v1/jobs/{id}/screening", READ, people::list),
        get("/api/v1/jobs/{id}/screening/threshold", READ, threshold::show),
        put("/api/v1/jobs/{id}/screening/threshold", SHAPE, threshold::put),
        get("/api/v1/jobs/{id}/screening/criteria", SHAPE, criteria::list),
        put("/api/v1/jobs/{id}/screening/criteria", SHAPE, criteria::put),
        post("/api/v1/jobs/{id}/screening/criteria/{version}/activate", SHAPE, criteria::activate),
        get("/api/v1/applications/{id}/screening", READ, application::show),
        put("/api/v1/applications/{id}/screening/decision", DECIDE, application::decide),
        delete("/api/v1/applications/{id}/screening/decision", DECIDE, application::reopen),
    ]
}
