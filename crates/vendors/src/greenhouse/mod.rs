//! Greenhouse, an applicant tracking system: connectors of Harvest v3 and v1, and one stand-in that speaks both.
//!
//! What both versions share lies here; `v1` and `v3` each have their wire, client and map. Identifiers are the same in
//! both, so that a connection can change its version and keep its links.

mod api;
mod ats;
mod connector;
mod contacts;
mod custom;
mod errors;
mod files;
mod links;
mod sandbox;
mod stages;
mod v1;
mod v3;
mod webhooks;

use std::sync::LazyLock;

use connect::Manifest;

pub use connector::Greenhouse;
pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
