//! Pinpoint, an applicant tracking system: connector and stand-in.

mod ats;
mod client;
mod connector;
mod errors;
mod map;
mod parts;
mod sandbox;
mod webhooks;
mod wire;

use std::sync::LazyLock;

use connect::Manifest;

pub use sandbox::Sandbox;

/// The vendor's facts.
pub fn manifest() -> &'static Manifest {
    static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest::parse(include_str!("manifest.toml")));
    &MANIFEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_hand_off_can_do_without_is_marked() {
        let required = manifest().permission.iter().filter(|permission| permission.required);
        let required: Vec<_> = required.map(|permission| permission.key.as_str()).collect();
        assert_eq!(required, ["job.read", "application.read", "candidate.read"]);
    }
}
