//! The vendor's stand-in: JSON:API over raw JSON documents, behind a signature.
//!
//! A call passes `auth` and `dispatch`. What each operation rests on, and what is not known of it, stands in the
//! manifest: much of this API is not documented in public, and that part is marked as ours.

mod auth;
mod candidates;
mod commands;
mod company;
mod dispatch;
mod files;
mod history;
mod lists;
mod projects;
mod query;
mod refusal;
mod render;
mod seed;

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
            ("environment".into(), "sandbox".into()),
            ("region".into(), "api.clinchtalent.com".into()),
            ("credential".into(), seed::CREDENTIAL.into()),
            ("key".into(), seed::KEY.into()),
            ("secret".into(), seed::SECRET.into()),
        ])
    }

    fn router(&self, world: Arc<World>) -> Router {
        Router::new().fallback(dispatch::answer).with_state(world)
    }

    fn command(&self, world: &World, name: &str, wish: &Value) -> Result<Value, String> {
        commands::command(world, name, wish)
    }
}
