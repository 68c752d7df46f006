//! The vendor's stand-in: both versions of its API over one state.
//!
//! `rows` hold the state as v3 shows it; `v1` works its nested forms out of them, so that a record can be read either
//! way and the differences seen. What each operation rests on, and what is not known of it, stands in the manifest.

mod commands;
mod files;
mod host;
mod resume;
mod rows;
mod seed;
mod token;
mod v1;
mod v3;
mod webhooks;

use std::{collections::BTreeMap, sync::Arc};

use axum::Router;
use connect::{Manifest, Outgoing, StandIn, World};
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
            ("webhook_secret".into(), webhooks::SECRET.into()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        v1::router(world.clone()).merge(files::router(world.clone())).merge(v3::router(world))
    }
    fn due(&self, world: &World) -> Vec<Outgoing> {
        webhooks::due(world)
    }

    fn answered(&self, world: &World, id: &str, status: Option<u16>) {
        webhooks::answered(world, id, status);
    }

    fn announce_to(&self, world: &World, address: &str) {
        // An address that can't be called is refused there, and then nothing is sent.
        let _ = commands::command(world, "add_webhook", &serde_json::json!({"url": address}));
    }

    fn command(&self, world: &World, name: &str, wish: &Value) -> Result<Value, String> {
        commands::command(world, name, wish)
    }
}
