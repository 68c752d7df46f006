//! Keeps out requests that a web page elsewhere makes a browser send.
//!
//! A name that an attacker points at 127.0.0.1 (DNS rebinding) arrives with that name as its Host, so only
//! addresses and `localhost` are taken. Cross-site posts are refused by tower-http's `csrf` layer.

use std::net::IpAddr;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header, uri::Authority};

use super::problem::Problem;

pub(super) async fn host(State(listen): State<IpAddr>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = request.uri().authority().map(Authority::as_str).or(host);
    if named.is_some_and(|name| is_ours(name, listen)) {
        return next.run(request).await;
    }
    let text = "The sandbox is controlled by its address or as localhost, not under another name.";
    Problem::new(StatusCode::FORBIDDEN, text).into_response()
}

fn is_ours(name: &str, listen: IpAddr) -> bool {
    let Ok(authority) = name.parse::<Authority>() else { return false };
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        // One that listens everywhere has addresses we can't list; an address is never a rebound name.
        Ok(ip) => ip.is_loopback() || ip == listen || listen.is_unspecified(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_refused() {
        let loopback = "127.0.0.1".parse().unwrap();
        for good in ["127.0.0.1:80", "localhost:80", "LOCALHOST", "[::1]:80", "127.0.0.9"] {
            assert!(is_ours(good, loopback), "{good}");
        }
        for bad in
            ["evil.example:80", "localhost.evil.example", "192.0.2.1", "127.0.0.1.evil.example", "", "a b"]
        {
            assert!(!is_ours(bad, loopback), "{bad}");
        }
        assert!(is_ours("192.0.2.1:80", "192.0.2.1".parse().unwrap()));
        assert!(is_ours("192.0.2.1:80", "0.0.0.0".parse().unwrap()));
        assert!(!is_ours("evil.example", "0.0.0.0".parse().unwrap()));
    }
}
