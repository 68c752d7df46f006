//! The vendor's stand-in: JSON:API over raw JSON documents.
//!
//! A call passes `router`, `auth` and `dispatch`; `read` answers it with what `resources` says of its kind. What each
//! operation rests on, and what is not known of it, stands in the manifest.

mod attachments;
mod auth;
mod compound;
mod desk;
mod dispatch;
mod documents;
mod errors;
mod filter;
mod index;
mod media;
mod moment;
mod operations;
mod plain;
mod postings;
mod query;
mod rate;
mod read;
mod render;
mod resources;
mod resume;
mod router;
mod schema;
mod seed;
mod sort;
mod tag_categories;
mod target;
#[cfg(test)]
mod tests;
mod webhooks;
mod write;

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
            ("subdomain".into(), seed::TENANT.into()),
            ("api_key".into(), seed::FULL_ACCESS_KEY.into()),
            ("webhook_secret".into(), webhooks::SECRET.into()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        router::router(world)
    }

    fn due(&self, world: &World) -> Vec<Outgoing> {
        webhooks::due(world)
    }

    fn answered(&self, world: &World, id: &str, status: Option<u16>) {
        webhooks::answered(world, id, status);
    }

    fn announce_to(&self, world: &World, address: &str) {
        // An address that can't be called is refused there, and then nothing is sent.
        let _ = webhooks::command(world, "add_webhook", &serde_json::json!({"url": address}));
    }

    fn command(&self, world: &World, name: &str, wish: &Value) -> Result<Value, String> {
        match name {
            "add_tag_category" => tag_categories::add(world, wish),
            _ => webhooks::command(world, name, wish),
        }
    }
}
