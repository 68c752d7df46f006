//! Harvest v1: nested records, pages by number, a permission for each endpoint.

mod auth;
mod call;
mod desk;
mod dispatch;
mod errors;
mod filter;
mod list;
mod page;
mod rate;
mod reads;
mod render;
mod routes;
mod scene;
#[cfg(test)]
mod tests;
mod write;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, response::IntoResponse as _, routing::any};
use connect::World;

pub use self::{call::time, render::status, scene::list as list_or_empty};
use self::{desk::Desk, errors::Refusal};

/// Everything that is answered in this version. Of v2, which was v1 with another form of a few answers, nothing is
/// built.
pub fn router(world: Arc<World>) -> Router {
    let api = Router::new()
        .route("/v1/{*path}", any(dispatch::answer))
        .layer(DefaultBodyLimit::max(dispatch::LARGEST_BODY))
        .with_state(Arc::new(Desk::new(world)));
    api.route("/v2/{*path}", any(async || Refusal::unbuilt("Harvest v2").into_response()))
}
