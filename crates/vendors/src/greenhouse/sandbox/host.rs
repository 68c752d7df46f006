//! Where a call came in, so that links lead back to it.

use axum::http::{HeaderMap, Uri, header, request::Parts, uri::Scheme};

/// Scheme and host of a call as the caller wrote them. A host that ends TLS says so by putting the scheme among the
/// extensions.
pub fn base(call: &Parts) -> String {
    let told = call.extensions.get::<Scheme>().or_else(|| call.uri.scheme());
    format!("{}://{}", told.map_or("http", Scheme::as_str), host(&call.headers, &call.uri))
}

fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> &'a str {
    let told = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    told.or_else(|| uri.authority().map(|authority| authority.as_str())).unwrap_or("localhost")
}
