//! Jobs: the roles that people hold, held or will hold.

mod accept;
mod add;
pub mod at;
mod change;
mod end;
mod fields;
mod list;
mod pay;
mod read;
mod supervisor;
mod timeline;
pub mod view;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, patch},
};
use connect::World;

/// The routes. A job can't be deleted, only ended.
pub fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/jobs", get(list::list).post(add::add))
        .route("/jobs/{id}", get(read::read).patch(change::change))
        .route("/jobs/{id}/timeline", get(timeline::show))
        .route("/job-end/{id}", patch(end::end).delete(end::cancel))
}
