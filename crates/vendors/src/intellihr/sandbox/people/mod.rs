//! People: everybody who works, worked or will work at the tenant.

mod accept;
mod add;
mod change;
mod contact;
pub mod list;
pub mod name;
mod read;
pub mod status;
mod view;

use std::sync::Arc;

use axum::{Router, routing::get};
use connect::World;

/// The routes. A person can't be deleted.
pub fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/people", get(list::list).post(add::add))
        .route("/people/{id}", get(read::read).patch(change::change))
}
