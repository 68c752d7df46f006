//! Greenhouse, an applicant tracking system: connectors of Harvest v3 and v1, and one stand-in that speaks both.
//!
//! What both versions share lies here; `v1` and `v3` each have their wire, client and map. Identifiers are the same in
//! both, so that a connection can change its version and keep its links.

mod answers;
mod api;
mod ats;
mod connector;
mod contacts;
mod custom;
mod entries;
mod errors;
mod files;
mod fill;
mod intake;
mod links;
mod make;
mod moves;
mod newcomer;
mod notes;
mod permissions;
mod person;
mod receipt;
mod sandbox;
mod send;
mod sources;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_permissions_of_the_guide_stand_first_and_each_has_its_scope() {
        let permissions = &manifest().permission;
        let of_the_guide = permissions.iter().take_while(|one| one.key != "attachments.list").count();
        assert_eq!(of_the_guide, 39);
        for one in permissions {
            assert!(one.scope.starts_with("harvest:") && !one.group.is_empty(), "{}", one.key);
            assert_eq!(permissions.iter().filter(|other| other.key == one.key).count(), 1, "{}", one.key);
        }
        assert_eq!(manifest().permissions("v3").count(), permissions.len());
        assert!(manifest().permissions("v1").all(|one| !one.key.starts_with("attachments.")));
        let required = permissions.iter().filter(|one| one.required).map(|one| one.key.as_str());
        assert_eq!(required.collect::<Vec<_>>(), ["applications.list", "candidates.list", "jobs.list"]);
    }

    #[test]
    fn each_version_asks_for_its_own_credentials() {
        let asked = |api: &'static str| {
            manifest().credentials(api).map(|field| field.key.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(asked("v3"), ["client_id", "client_secret", "acting_user", "webhook_secret"]);
        assert_eq!(asked("v1"), ["api_key", "acting_user", "webhook_secret"]);
    }
}
