//! Version 1 of the API, and its description made from the code.

use axum::Json;
use utoipa::OpenApi;

use crate::access::{Access, Route, get};

/// The API's description; each operation's file adds itself here.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gangway", description = "Carries hires between a company's recruiting systems."),
    paths()
)]
pub struct Description;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    vec![get("/api/v1/openapi.json", Access::Public, describe)]
}

async fn describe() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
