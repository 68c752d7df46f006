//! BambooHR, an HR system: connector and stand-in.

mod sandbox;

use std::sync::LazyLock;

use connect::Manifest;

pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
