//! The vendor's stand-in: both versions of its API over one state.
//!
//! `rows` hold the state as v3 shows it; `v1` works its nested forms out of them, so that a record can be read either
//! way and the differences seen. What each operation rests on, and what is not known of it, stands in the manifest.

mod rows;
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

    fn seed(&self, _seed: u64, _people: usize) -> Value {
        Value::Null
    }

    fn credentials(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    fn router(&self, world: Arc<World>) -> Router {
        v1::router(world.clone()).merge(v3::router(world))
    }
}
