//! Reference lists: one table says what each is, and the same few handlers serve all.

mod definitions;
mod handlers;
mod resource;
pub mod show;

use std::sync::Arc;

use axum::{
    Router,
    routing::{delete, get, patch, post},
};
use connect::World;

use resource::RESOURCES;
pub use resource::Resource;

/// The routes of every list.
pub fn routes() -> Router<Arc<World>> {
    RESOURCES.iter().fold(Router::new(), |router, resource| router.merge(routes_of(resource)))
}

fn routes_of(resource: &'static Resource) -> Router<Arc<World>> {
    let all = format!("/{}", resource.path);
    let one = format!("/{}/{{id}}", resource.path);
    let mut router = Router::new().route(&all, get(move |state, call| handlers::list(resource, state, call)));
    if resource.one {
        router = router.route(&one, get(move |state, call, id| handlers::read(resource, state, call, id)));
    }
    if resource.add.is_some() {
        router =
            router.route(&all, post(move |state, call, sent| handlers::add(resource, state, call, sent)));
    }
    if resource.change.is_some() {
        let change = move |state, call, id, sent| handlers::change(resource, state, call, id, sent);
        router = router.route(&one, patch(change));
    }
    if resource.remove {
        router = router.route(&one, delete(move |state, id| handlers::remove(resource, state, id)));
    }
    router
}
