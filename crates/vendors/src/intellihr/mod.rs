//! intelliHR, an HR system also sold as Humanforce HR: connector and stand-in.

mod sandbox;
mod wire;

use std::sync::LazyLock;

use connect::Manifest;

pub use sandbox::Sandbox;

/// The vendor's facts.
fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_parses() {
        assert_eq!(super::manifest().vendor, "intellihr");
    }
}
