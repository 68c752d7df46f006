//! From where a request comes.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The network address of the caller, for the audit log and for throttling.
///
/// A hub that is reached over https has a proxy in front of it, which all callers would share: the address that the
/// proxy itself added last to `X-Forwarded-For` is taken then. Without a proxy anyone could write that header, so it
/// is not looked at.
pub fn address(extensions: &Extensions, headers: &HeaderMap, behind_proxy: bool) -> String {
    let told = || {
        let last =
            headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse::<IpAddr>().ok()
    };
    let seen = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let address = if behind_proxy { told().or(seen) } else { seen };
    address.map_or_else(|| "local".into(), |address| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(header: &str, behind_proxy: bool) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4000))));
        let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), header.parse().unwrap())]);
        address(&extensions, &headers, behind_proxy)
    }

    #[test]
    fn only_what_the_proxy_itself_added_is_believed() {
        assert_eq!(asked("198.51.100.7, 203.0.113.9", true), "203.0.113.9");
        assert_eq!(asked("nonsense", true), "10.0.0.1");
        assert_eq!(asked("203.0.113.9", false), "10.0.0.1");
    }
}
