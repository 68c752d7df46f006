//! Greenhouse, an applicant tracking system: connectors of Harvest v3 and v1, and one stand-in that speaks both.

mod sandbox;

use std::sync::LazyLock;

use connect::Manifest;

pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
