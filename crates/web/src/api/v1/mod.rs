//! Version 1 of the API, and its description made from the code.

mod applications;
mod candidates;
mod comments;
mod connections;
mod custom_attributes;
pub mod description;
mod handoffs;
mod jobs;
mod permissions;
mod referral_source;
mod runs;
mod screening;
mod sync;
mod tags;

use axum::Json;
use model::{
    access::Right,
    permission::{Permission, Resource, Verb},
};
use utoipa::OpenApi;

use crate::access::{Access, Route, get, post, put};

/// The API's description; each operation's file adds itself here.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gangway", description = "Carries hires between a company's recruiting systems."),
    paths(
        applications::create::create,
        applications::file::show,
        applications::files::list,
        applications::list::list,
        applications::show::show,
        applications::stage::put,
        applications::tags::put,
        candidates::change::change,
        candidates::create::create,
        candidates::list::list,
        candidates::show::show,
        comments::change::change,
        comments::create::create,
        comments::delete::delete,
        comments::list::list,
        comments::show::show,
        connections::list,
        custom_attributes::create::create,
        custom_attributes::delete::delete,
        custom_attributes::list::list,
        custom_attributes::set::of_application,
        custom_attributes::set::of_candidate,
        custom_attributes::unset::of_application,
        custom_attributes::unset::of_candidate,
        custom_attributes::values::of_application,
        custom_attributes::values::of_candidate,
        handoffs::create,
        handoffs::show,
        jobs::change::change,
        jobs::create::create,
        jobs::list::list,
        jobs::show::show,
        permissions::show,
        permissions::test,
        referral_source::show,
        referral_source::put,
        runs::list,
        runs::show,
        screening::application::decide,
        screening::application::reopen,
        screening::application::show,
        screening::criteria::activate,
        screening::criteria::list,
        screening::criteria::put,
        screening::people::list,
        screening::threshold::put,
        screening::threshold::show,
        sync::show,
        sync::start,
        sync::pause,
        sync::resume,
        sync::stop,
        sync::allow,
        tags::categories::create,
        tags::categories::list,
        tags::change::change,
        tags::create::create,
        tags::delete::delete,
        tags::list::list,
        tags::of_candidate::list,
        tags::put_on_candidate::put,
    )
)]
pub struct Description;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::IntegrationsManage, Verb::Read, Resource::Integrations);
    const WRITE: Access = api(Right::IntegrationsManage, Verb::Write, Resource::Integrations);
    const SEND: Access = api(Right::HandoffsSend, Verb::Write, Resource::Integrations);
    const SENT: Access = api(Right::HandoffsSend, Verb::Read, Resource::Integrations);
    let mut routes = vec![
        get("/api/v1/openapi.json", Access::Public, describe),
        post("/api/v1/handoffs", SEND, handoffs::create),
        get("/api/v1/handoffs/{id}", SENT, handoffs::show),
        get("/api/v1/connections", READ, connections::list),
        get("/api/v1/connections/{id}/permissions", READ, permissions::show),
        post("/api/v1/connections/{id}/check", WRITE, permissions::test),
        get("/api/v1/connections/{id}/referral-source", READ, referral_source::show),
        put("/api/v1/connections/{id}/referral-source", WRITE, referral_source::put),
        get("/api/v1/connections/{id}/runs", READ, runs::list),
        get("/api/v1/connections/{id}/sync", READ, sync::show),
        post("/api/v1/connections/{id}/sync", WRITE, sync::start),
        post("/api/v1/connections/{id}/sync/pause", WRITE, sync::pause),
        post("/api/v1/connections/{id}/sync/resume", WRITE, sync::resume),
        post("/api/v1/connections/{id}/sync/stop", WRITE, sync::stop),
        post("/api/v1/connections/{id}/sync/allow", WRITE, sync::allow),
        get("/api/v1/runs/{id}", READ, runs::show),
    ];
    for part in [
        jobs::routes(),
        applications::routes(),
        candidates::routes(),
        comments::routes(),
        custom_attributes::routes(),
        tags::routes(),
        screening::routes(),
    ] {
        routes.extend(part);
    }
    routes
}

/// Who may use a route: whoever's role has the right, and of programs those whose key may do that with this.
pub(super) const fn api(right: Right, verb: Verb, resource: Resource) -> Access {
    Access::Api(right, Permission::to(verb, resource))
}

async fn describe() -> Json<utoipa::openapi::OpenApi> {
    Json(description::complete())
}
