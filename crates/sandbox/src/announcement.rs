//! The line that tells a caller where a stand-in is and how to sign in.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use connect::{Manifest, StandIn};
use serde::Serialize;
use url::Url;

use crate::control::CONTROL;

/// Where one stand-in is served; its JSON is the line that the command prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// The vendor's short name.
    pub vendor: String,
    /// What a caller puts in place of the vendor's base address.
    pub base_url: String,
    /// A key with full rights, by the manifest's credential keys.
    pub credentials: BTreeMap<String, String>,
    /// The control page; the control API lies under it.
    pub control_url: String,
    /// With TLS: the file of the certificate authority to trust.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca_certificate: Option<PathBuf>,
}

impl Announcement {
    pub(crate) fn new(stand_in: &dyn StandIn, at: SocketAddr, ca_certificate: Option<PathBuf>) -> Self {
        let manifest = stand_in.manifest();
        let credentials = stand_in.credentials();
        let scheme = if ca_certificate.is_some() { "https" } else { "http" };
        let origin = format!("{scheme}://{}", reachable(at));
        Self {
            vendor: manifest.vendor.clone(),
            base_url: format!("{origin}{}", base_path(manifest, &credentials)),
            credentials,
            control_url: format!("{origin}{CONTROL}"),
            ca_certificate,
        }
    }
}

/// An address that a caller on this machine can use: one that listens everywhere is reached by loopback.
fn reachable(at: SocketAddr) -> SocketAddr {
    let ip = match at {
        SocketAddr::V4(at) if at.ip().is_unspecified() => std::net::Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(at) if at.ip().is_unspecified() => std::net::Ipv6Addr::LOCALHOST.into(),
        _ => at.ip(),
    };
    SocketAddr::new(ip, at.port())
}

/// The path of the vendor's own base address, so that a caller appends the same paths to both.
fn base_path(manifest: &Manifest, credentials: &BTreeMap<String, String>) -> String {
    Url::parse(&Manifest::fill(&manifest.base, credentials))
        .map(|base| base.path().trim_end_matches('/').to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_listens_everywhere_is_announced_on_loopback() {
        let announced = |at: &str| reachable(at.parse().unwrap()).to_string();
        assert_eq!(announced("0.0.0.0:80"), "127.0.0.1:80");
        assert_eq!(announced("[::]:80"), "[::1]:80");
        assert_eq!(announced("192.0.2.7:80"), "192.0.2.7:80");
    }
}
