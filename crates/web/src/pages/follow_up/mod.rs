//! Questions to applicants: the sets of a job, the form behind a letter's link, and what applicants are told.

pub(crate) mod asked;
mod edit;
mod form;
mod list;
mod notice;
mod words;

use model::access::Right;

use crate::access::{Access, Route, get, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const WRITE: Access = Access::May(Right::JobsWrite);
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    vec![
        get("/jobs/{id}/screening/questions", WRITE, list::show),
        get("/jobs/{id}/screening/questions/new", WRITE, edit::new),
        post("/jobs/{id}/screening/questions/new", WRITE, edit::create),
        get("/jobs/{id}/screening/questions/{set}", WRITE, edit::show),
        post("/jobs/{id}/screening/questions/{set}", WRITE, edit::save),
        post("/jobs/{id}/screening/questions/{set}/on", WRITE, list::switch_on),
        post("/jobs/{id}/screening/questions/{set}/off", WRITE, list::switch_off),
        post("/jobs/{id}/screening/questions/{set}/ask", WRITE, list::ask),
        post("/jobs/{id}/screening/questions/{set}/put-away", WRITE, list::put_away),
        get("/questions/{token}", Access::Public, form::show),
        post("/questions/{token}", Access::Public, form::submit),
        get("/questions/{token}/opt-out", Access::Public, form::leaving),
        post("/questions/{token}/opt-out", Access::Public, form::leave),
        get("/screening-notice/{workspace}", Access::Public, notice::public),
        get("/settings/screening-notice", MANAGE, notice::show),
        post("/settings/screening-notice", MANAGE, notice::save),
    ]
}
