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
        Ok(Self { base: base.clone(), allowed: vec![origin(base)] })
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
        let reach = Self { base, allowed };
        reach.guard(&reach.base)?;
        Ok(reach)
    }

    /// Refuses an address that this connection may not call.
    pub fn guard(&self, url: &Url) -> Result<()> {
        if self.allowed.contains(&origin(url)) && url.username().is_empty() && url.password().is_none() {
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
