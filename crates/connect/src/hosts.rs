//! Where a connection's calls may go.
//!
//! A production workspace reaches only the hosts of the vendor's manifest, over https. A sandbox workspace
//! reaches only stand-ins on the loopback address, and only when the program was started so.

use std::collections::BTreeMap;

use model::workspace::WorkspaceKind;
use url::Url;

use crate::{
    error::{Result, VendorError},
    manifest::Manifest,
};

/// The stand-ins that the program was started with, by vendor. Empty in production.
#[derive(Clone, Debug, Default)]
pub struct Sandboxes(pub BTreeMap<String, Url>);

/// One base address and the hosts that may be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What a call's path is appended to.
    pub base: Url,
    /// Scheme, host and port that every call must have.
    allowed: Vec<(String, String, Option<u16>)>,
    is_stand_in: bool,
}

impl Reach {
    /// Where a connection with these settings may call.
    pub fn of(
        manifest: &Manifest,
        kind: WorkspaceKind,
        settings: &BTreeMap<String, String>,
        sandboxes: &Sandboxes,
    ) -> Result<Self> {
        match kind {
            WorkspaceKind::Sandbox => Self::sandbox(manifest, sandboxes),
            WorkspaceKind::Production => Self::production(manifest, settings),
        }
    }

    fn sandbox(manifest: &Manifest, sandboxes: &Sandboxes) -> Result<Self> {
        let base = sandboxes.0.get(&manifest.vendor).ok_or_else(|| {
            VendorError::HostRefused(format!(
                "this is a sandbox workspace, and no sandbox of {} is running",
                manifest.name
            ))
        })?;
        let loopback = match base.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            _ => false,
        };
        if !loopback {
            return Err(VendorError::HostRefused(format!(
                "a sandbox is reached on the loopback address, not at {base}"
            )));
        }
        Ok(Self { base: base.clone(), allowed: vec![origin(base)], is_stand_in: true })
    }

    fn production(manifest: &Manifest, settings: &BTreeMap<String, String>) -> Result<Self> {
        let address = Manifest::fill(&manifest.base, settings);
        let base = Url::parse(&address)
            .ok()
            .filter(|url| url.scheme() == "https")
            .ok_or_else(|| VendorError::HostRefused(format!("{address} is not an https address")))?;
        let allowed = manifest
            .hosts
            .iter()
            .map(|host| ("https".to_owned(), Manifest::fill(host, settings), None))
            .collect();
        let reach = Self { base, allowed, is_stand_in: false };
        reach.guard(&reach.base)?;
        Ok(reach)
    }

    /// A service that an administrator names by its whole address: that one, over https, or without on this very machine.
    ///
    /// # Errors
    /// [`VendorError::HostRefused`] with the reason.
    pub fn only(address: &str) -> Result<Self> {
        let refused = |why: &str| VendorError::HostRefused(format!("{address} {why}"));
        let base = Url::parse(address.trim()).map_err(|_| refused("is not an address"))?;
        let here = match base.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => return Err(refused("names no host")),
        };
        if base.scheme() != "https" && !(base.scheme() == "http" && here) {
            return Err(refused("is not an https address, and not on this machine"));
        }
        let reach = Self { allowed: vec![origin(&base)], base, is_stand_in: false };
        reach.guard(&reach.base)?;
        Ok(reach)
    }

    /// The address of a path below the base.
    pub(crate) fn at(&self, path: &str) -> Result<Url> {
        let base = self.base.as_str().trim_end_matches('/');
        // Without the slash it could make another host of the base's.
        let url = path.starts_with('/').then(|| Url::parse(&format!("{base}{path}")).ok());
        url.flatten().ok_or_else(|| VendorError::HostRefused(format!("{path} is not a path")))
    }

    /// The address of a path on another of the vendor's hosts. A stand-in serves all of them at its one address.
    pub(crate) fn at_host(&self, host: &str, path: &str) -> Result<Url> {
        if self.is_stand_in {
            return self.at(path);
        }
        let url = path.starts_with('/').then(|| Url::parse(&format!("https://{host}{path}")).ok());
        url.flatten().ok_or_else(|| VendorError::HostRefused(format!("{host}{path} is not an address")))
    }

    /// Refuses an address that this connection may not call.
    pub fn guard(&self, url: &Url) -> Result<()> {
        let (scheme, host, port) = origin(url);
        let is = |allowed: &str| match allowed.strip_prefix('*') {
            Some(end) => host.strip_suffix(end).is_some_and(|start| !start.is_empty()),
            None => host == allowed,
        };
        let allowed = self.allowed.iter().any(|one| one.0 == scheme && is(&one.1) && one.2 == port);
        if allowed && url.username().is_empty() && url.password().is_none() {
            return Ok(());
        }
        Err(VendorError::HostRefused(format!(
            "{} is not a host of this connection",
            url.host_str().unwrap_or("an address without a host")
        )))
    }
}

fn origin(url: &Url) -> (String, String, Option<u16>) {
    (url.scheme().to_owned(), url.host_str().unwrap_or_default().to_owned(), url.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_what_a_host_begins_with_and_for_nothing_else() {
        let allowed = vec![("https".to_owned(), "*.storage.example".to_owned(), None)];
        let base = "https://acme.tinker.example".parse().unwrap();
        let reach = Reach { base, allowed, is_stand_in: false };
        let may = |address: &str| reach.guard(&address.parse().unwrap()).is_ok();
        assert!(may("https://bucket.storage.example/file") && may("https://a.b.storage.example/file"));
        for address in [
            "https://storage.example/file",
            "https://badstorage.example/file",
            "http://bucket.storage.example/file",
            "https://bucket.storage.example:8443/file",
            "https://bucket.storage.example.elsewhere.example/file",
            "https://me@bucket.storage.example/file",
        ] {
            assert!(!may(address), "{address}");
        }
    }

    #[test]
    fn another_host_of_the_vendors_is_the_stand_ins_own_address() {
        let base: Url = "http://127.0.0.1:4000/tinker".parse().unwrap();
        let reach = Reach { allowed: vec![origin(&base)], base, is_stand_in: true };
        let at = |reach: &Reach| reach.at_host("auth.tinker.example", "/token").unwrap().to_string();
        assert_eq!(at(&reach), "http://127.0.0.1:4000/tinker/token");
        let base = "https://api.tinker.example".parse().unwrap();
        let reach = Reach { base, allowed: vec![], is_stand_in: false };
        assert_eq!(at(&reach), "https://auth.tinker.example/token");
        assert!(reach.at_host("auth.tinker.example", "@elsewhere.example").is_err());
    }
}
