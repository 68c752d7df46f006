//! The addresses of the stand-in.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{any, get},
};
use connect::World;

use super::{attachments, auth, desk::Desk, dispatch, errors::Refusal, postings};

/// More than the vendor's 30 MB for a file, which grows by a third on its way, so that the refusal is its own.
pub const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Everything that the stand-in answers.
pub fn router(world: Arc<World>) -> Router {
    let files = Router::new().route(attachments::ROUTE, get(attachments::fetch)).with_state(world.clone());
    let desk = Arc::new(Desk::new(world));
    let api = Router::new()
        .route("/api/v1/{*path}", any(dispatch::answer))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(desk.clone(), auth::check));
    api.route("/postings.json", get(postings::list))
        .route("/postings/{posting}", get(postings::one))
        .fallback(async || Refusal::not_found())
        .with_state(desk)
        .merge(files)
}
