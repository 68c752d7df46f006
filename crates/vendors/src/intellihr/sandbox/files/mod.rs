//! A person's documents and images. Their bytes go by a signed address that expires, not through the API.

mod documents;
mod images;
pub mod storage;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, patch, post},
};
use connect::World;
use jiff::{SignedDuration, Timestamp};

/// The routes on the API.
pub fn routes() -> Router<Arc<World>> {
    let images = get(images::read).post(images::add).patch(images::promote);
    Router::new()
        .route("/people/{id}/documents", get(documents::list).post(documents::add))
        .route("/people/{id}/documents/{document}", patch(documents::change))
        .route("/people/{id}/images", images)
        .route("/person-documents", post(documents::unbuilt))
}

/// The routes of the storage, which is another host at the vendor.
pub fn storage_routes() -> Router<Arc<World>> {
    let one = get(storage::download).put(storage::put).post(storage::post);
    Router::new().route("/storage/{upload}", one)
}

/// A signed address is good for 20 minutes.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(20);

/// When an address that is signed now is no longer good.
fn expiry(now: Timestamp) -> Timestamp {
    now.saturating_add(GOOD_FOR).unwrap_or(Timestamp::MAX)
}
