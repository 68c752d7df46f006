//! The vendor's stand-in: routes over raw JSON documents. This file is the table of contents.
//!
//! What each operation rests on, and what is not known of it, stands in the manifest.

mod auth;
mod call;
mod custom_fields;
mod documents;
mod envelope;
mod errors;
mod files;
mod ids;
mod jobs;
mod lists;
mod moments;
mod people;
mod query;
mod references;
mod seed;
mod sent;
mod shape;
#[cfg(test)]
mod tests;
mod unbuilt;
mod users;
mod webhooks;
mod workflows;

use std::{collections::BTreeMap, sync::Arc};

use axum::{Router, extract::DefaultBodyLimit, middleware};
use connect::{Manifest, StandIn, World};
use serde_json::Value;

/// More than any document that is sent on, so that a limit is the vendor's own. The vendor's is not published.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// The stand-in.
pub struct Sandbox;

impl StandIn for Sandbox {
    fn manifest(&self) -> &'static Manifest {
        super::manifest()
    }

    fn seed(&self, seed: u64, people: usize) -> Value {
        seed::documents(seed, people)
    }

    fn credentials(&self) -> BTreeMap<String, String> {
        BTreeMap::from([
            ("subdomain".into(), seed::TENANT.into()),
            ("api_key".into(), seed::FULL_ACCESS_KEY.into()),
            ("time_zone".into(), seed::TIME_ZONE.into()),
            ("workflow_event".into(), seed::ONBOARDING.into()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        let api = Router::new()
            .merge(people::routes())
            .merge(jobs::routes())
            .merge(files::routes())
            .merge(lists::routes())
            .merge(users::routes())
            .merge(webhooks::routes())
            .merge(workflows::routes())
            .fallback(unbuilt::answer)
            .method_not_allowed_fallback(unbuilt::method)
            .layer(middleware::from_fn_with_state(world.clone(), auth::check));
        Router::new()
            .nest("/v1", api)
            .merge(files::storage_routes())
            .fallback(unbuilt::answer)
            .layer(DefaultBodyLimit::max(LARGEST_BODY))
            .layer(middleware::from_fn_with_state(call::Desk::new(world.clone()), call::note))
            .with_state(world)
    }
}
