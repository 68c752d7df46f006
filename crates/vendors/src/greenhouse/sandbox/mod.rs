//! The vendor's stand-in: both versions of its API over one state.
//!
//! `rows` hold the state as v3 shows it; `v1` works its nested forms out of them, so that a record can be read either
//! way and the differences seen. What each operation rests on, and what is not known of it, stands in the manifest.

mod rows;
mod seed;
mod token;
mod v1;
mod v3;

use std::{collections::BTreeMap, sync::Arc};

use axum::Router;
use connect::{Manifest, StandIn, World};
use serde_json::Value;

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
            ("api".into(), "v3".into()),
            ("client_id".into(), seed::FULL_CLIENT.into()),
            ("client_secret".into(), seed::CLIENT_SECRET.into()),
            ("api_key".into(), seed::FULL_KEY.into()),
            ("acting_user".into(), seed::SITE_ADMIN.to_string()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        v1::router(world.clone()).merge(v3::router(world))
    }
}
