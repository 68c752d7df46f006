//! Settings > Integrations: gallery, connection form, connection page.

mod apis;
mod calls;
mod changes;
mod fields;
mod gallery;
mod manage;
mod messages;
mod messenger;
mod new;
mod overview;
mod referrals;
mod rehearsal;
mod settings;
mod sync;
pub(crate) mod view;
mod xray;

use model::access::Right;

use crate::access::{Access, Route, get, post};

const MANAGE: Access = Access::May(Right::IntegrationsManage);

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    let of_connection = vec![
        get("/settings/integrations", MANAGE, gallery::show),
        get("/settings/integrations/new/{vendor}", MANAGE, new::show),
        post("/settings/integrations/new/{vendor}", MANAGE, new::save),
        get("/settings/integrations/{id}", MANAGE, overview::show),
        post("/settings/integrations/{id}/test", MANAGE, overview::test),
        post("/settings/integrations/{id}/enable", MANAGE, overview::enable),
        post("/settings/integrations/{id}/disable", MANAGE, overview::disable),
        post("/settings/integrations/{id}/losses/known", MANAGE, overview::acknowledge),
        get("/settings/integrations/{id}/fields", MANAGE, fields::show),
        post("/settings/integrations/{id}/fields", MANAGE, fields::save),
        post("/settings/integrations/{id}/fields/refresh", MANAGE, fields::refresh),
        get("/settings/integrations/{id}/changes", MANAGE, changes::show),
        get("/settings/integrations/{id}/messages", MANAGE, messages::show),
        get("/settings/integrations/{id}/messenger", MANAGE, messenger::show),
        post("/settings/integrations/{id}/messenger/install", MANAGE, messenger::begin),
        post("/settings/integrations/{id}/messenger/look", MANAGE, messenger::look),
        get(messenger::RETURN, MANAGE, messenger::finish),
        get("/settings/integrations/{id}/referrals", MANAGE, referrals::show),
        post("/settings/integrations/{id}/referrals", MANAGE, referrals::choose),
        get("/settings/integrations/{id}/api", MANAGE, rehearsal::show),
        post("/settings/integrations/{id}/api/rehearse", MANAGE, rehearsal::begin),
        post("/settings/integrations/{id}/api/forget", MANAGE, rehearsal::forget),
        post("/settings/integrations/{id}/api/change", MANAGE, rehearsal::change),
        get("/settings/integrations/{id}/calls", MANAGE, calls::show),
        get("/settings/integrations/{id}/manage", MANAGE, manage::show),
        post("/settings/integrations/{id}/name", MANAGE, manage::rename),
        post("/settings/integrations/{id}/settings", MANAGE, settings::save),
        post("/settings/integrations/{id}/key", MANAGE, manage::replace_key),
        post("/settings/integrations/{id}/disconnect", MANAGE, manage::disconnect),
    ];
    of_connection.into_iter().chain(sync::routes(MANAGE)).collect()
}
