//! Version 1 of the API, and its description made from the code.

mod handoffs;

use axum::Json;
use model::access::Right;
use utoipa::OpenApi;

use crate::access::{Access, Route, get, post};

/// The API's description; each operation's file adds itself here.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gangway", description = "Carries hires between a company's recruiting systems."),
    paths(handoffs::create, handoffs::show)
)]
pub struct Description;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/openapi.json", Access::Public, describe),
        post("/api/v1/handoffs", Access::May(Right::HandoffsSend), handoffs::create),
        get("/api/v1/handoffs/{id}", Access::May(Right::HandoffsSend), handoffs::show),
    ]
}

async fn describe() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
