//! Harvest v3: lists that are the tables themselves, and writes of them.
//!
//! A call passes `dispatch`; a read is answered by `page` with what `lists` says of its list, a write by its entry in
//! `operations`.

mod caller;
mod cursor;
mod desk;
mod dispatch;
mod errors;
mod lists;
mod moment;
pub mod operations;
mod page;
mod query;
pub mod rate;
mod shown;
mod sieve;
#[cfg(test)]
pub mod tests;
mod window;
pub mod write;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, routing::any};
use connect::World;

use super::token;

/// More than a file of thirty megabytes takes in base64.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Everything that is answered in this version, tokens included.
pub fn router(world: Arc<World>) -> Router {
    let desk = Arc::new(desk::Desk::new(world.clone()));
    Router::new()
        .route("/v3/{*path}", any(dispatch::answer))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(desk)
        .merge(token::router(world))
}
