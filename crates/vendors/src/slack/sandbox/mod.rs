//! The vendor's stand-in: methods of the Web API over raw JSON documents, the installation with its approval, and
//! plain pages on which people read messages and press buttons.
//!
//! What each operation rests on, and what is not known of it, stands in the manifest.

mod args;
mod auth;
mod blocks;
mod commands;
mod deliver;
mod errors;
mod ids;
mod install;
mod methods;
mod notify;
mod pages;
mod press;
mod router;
mod seed;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

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
            ("client_id".into(), seed::CLIENT_ID.into()),
            ("client_secret".into(), seed::CLIENT_SECRET.into()),
            ("signing_secret".into(), seed::SIGNING_SECRET.into()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        router::router(world)
    }

    fn announce_to(&self, world: &World, address: &str) {
        // An address that can't be called is refused there, and then nothing is sent.
        let _ = pages::app::save(world, address, &pages::app::origin(address));
    }

    fn pages(&self) -> &'static [(&'static str, &'static str)] {
        &[("Messages", "/client"), ("Approval of apps", "/admin/apps"), ("The app's addresses", "/apps")]
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(3)
    }

    fn due(&self, world: &World) -> Vec<Outgoing> {
        deliver::due(world)
    }

    fn answered(&self, world: &World, id: &str, status: Option<u16>) {
        deliver::answered(world, id, status, b"");
    }

    fn answered_with(&self, world: &World, id: &str, status: Option<u16>, body: &[u8]) {
        deliver::answered(world, id, status, body);
    }

    fn command(&self, world: &World, name: &str, wish: &Value) -> Result<Value, String> {
        commands::command(world, name, wish)
    }
}
