//! Clinch, a recruiting CRM: connector and stand-in.

mod client;
mod connector;
mod crm;
mod errors;
mod map;
mod sandbox;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::LazyLock;

use connect::Manifest;

pub use connector::Clinch;
pub use sandbox::Sandbox;

/// The word before the proof of a call.
const SCHEME: &str = "APIAuth";

/// How far a call's time may be from the vendor's, either way, in seconds.
const VALIDITY: i64 = 900;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
