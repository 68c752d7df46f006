//! Pinpoint, an applicant tracking system: connector and stand-in.

mod ats;
mod client;
mod connector;
mod errors;
mod map;
mod parts;
mod sandbox;
#[cfg(test)]
mod tests;
mod webhooks;
mod wire;

use std::sync::LazyLock;

use connect::Manifest;

pub use connector::Pinpoint;
pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
