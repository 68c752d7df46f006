//! Version 1 of the API, and its description made from the code.

mod connections;
mod handoffs;
mod permissions;
mod referral_source;
mod runs;
mod screening;
mod sync;

use axum::Json;
use model::access::Right;
use utoipa::OpenApi;

use crate::access::{Access, Route, get, post, put};

/// The API's description; each operation's file adds itself here.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gangway", description = "Carries hires between a company's recruiting systems."),
    paths(
        connections::list,
        handoffs::create,
        handoffs::show,
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
    )
)]
pub struct Description;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::IntegrationsManage);
    let mut routes = vec![
        get("/api/v1/openapi.json", Access::Public, describe),
        post("/api/v1/handoffs", Access::May(Right::HandoffsSend), handoffs::create),
        get("/api/v1/handoffs/{id}", Access::May(Right::HandoffsSend), handoffs::show),
        get("/api/v1/connections", MANAGE, connections::list),
        get("/api/v1/connections/{id}/permissions", MANAGE, permissions::show),
        post("/api/v1/connections/{id}/check", MANAGE, permissions::test),
        get("/api/v1/connections/{id}/referral-source", MANAGE, referral_source::show),
        put("/api/v1/connections/{id}/referral-source", MANAGE, referral_source::put),
        get("/api/v1/connections/{id}/runs", MANAGE, runs::list),
        get("/api/v1/connections/{id}/sync", MANAGE, sync::show),
        post("/api/v1/connections/{id}/sync", MANAGE, sync::start),
        post("/api/v1/connections/{id}/sync/pause", MANAGE, sync::pause),
        post("/api/v1/connections/{id}/sync/resume", MANAGE, sync::resume),
        post("/api/v1/connections/{id}/sync/stop", MANAGE, sync::stop),
        post("/api/v1/connections/{id}/sync/allow", MANAGE, sync::allow),
        get("/api/v1/runs/{id}", MANAGE, runs::show),
    ];
    routes.extend(screening::routes());
    routes
}

async fn describe() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
