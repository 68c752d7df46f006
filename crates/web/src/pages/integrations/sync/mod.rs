//! The sync of a connection: where it stands, what earlier runs did, and what a person can do about it.

mod actions;
mod page;
mod plan;
mod run;
pub(crate) mod view;

use crate::access::{Access, Route, get, post};

/// The routes of this part.
pub fn routes(manage: Access) -> Vec<Route> {
    vec![
        get("/settings/integrations/{id}/sync", manage, page::show),
        post("/settings/integrations/{id}/sync", manage, actions::now),
        post("/settings/integrations/{id}/sync/pause", manage, actions::pause),
        post("/settings/integrations/{id}/sync/resume", manage, actions::resume),
        post("/settings/integrations/{id}/sync/stop", manage, actions::stop),
        post("/settings/integrations/{id}/sync/allow", manage, actions::allow),
        post("/settings/integrations/{id}/sync/plan", manage, plan::save),
        get("/settings/integrations/{id}/sync/runs/{run}", manage, run::show),
    ]
}
