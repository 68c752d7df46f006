//! Slack, a messenger: connector and stand-in.

mod client;
mod connector;
mod errors;
mod map;
mod messenger;
mod sandbox;
mod signature;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::LazyLock;

use connect::Manifest;

pub use connector::Slack;
pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
