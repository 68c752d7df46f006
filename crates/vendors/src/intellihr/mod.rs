//! intelliHR, an HR system also sold as Humanforce HR: connector and stand-in.

mod client;
mod connector;
mod errors;
mod hris;
mod map;
mod pages;
mod sandbox;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::LazyLock;

use connect::Manifest;

pub use connector::IntelliHr;
pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}
