//! From where a request comes.

use std::net::SocketAddr;

use axum::{extract::ConnectInfo, http::Extensions};

/// The network address of the caller, for the audit log and for throttling.
pub fn address(extensions: &Extensions) -> String {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(|| "local".into(), |ConnectInfo(address)| address.ip().to_string())
}
