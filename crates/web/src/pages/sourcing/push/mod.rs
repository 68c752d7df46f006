//! How people go into a recruiting CRM: the settings of a connection, and what is on its way.

mod exports;
mod form;
mod intake;
mod settings;
mod try_on;

use model::access::Right;

use crate::access::{Access, Route, get, post};

const MANAGE: Access = Access::May(Right::IntegrationsManage);
const USE: Access = Access::May(Right::SourcingUse);

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![
        get("/settings/integrations/{id}/push", MANAGE, settings::show),
        post("/settings/integrations/{id}/push", MANAGE, settings::save),
        post("/settings/integrations/{id}/push/members/{user}", MANAGE, settings::decide),
        post("/settings/integrations/{id}/push/intake", MANAGE, intake::switch),
        get("/sourcing/exports", USE, exports::all),
        post("/sourcing/exports", USE, exports::begin),
        post("/sourcing/exports/choose", USE, exports::choose),
        get("/sourcing/exports/{id}", USE, exports::one),
        post("/sourcing/exports/{id}/retry", USE, exports::retry),
        post("/sourcing/exports/{id}/cancel", USE, exports::cancel),
    ]
}
