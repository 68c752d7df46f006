//! Old and new base addresses, with and without a trailing slash, brought to one form before routing.

use axum::{extract::Request, http::Uri};

/// How the caller reached the API, so that a `Location` stays on the caller's own base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host and everything up to the version, for example `http://127.0.0.1:4010/api/v1`.
    pub base: String,
    /// The company named in the path of the older form.
    pub company: Option<String>,
}

/// Takes the base off the path and remembers it.
pub fn normalise(mut request: Request) -> Request {
    let host = request
        .headers()
        .get("host")
        .and_then(|host| host.to_str().ok())
        .or_else(|| request.uri().authority().map(|authority| authority.as_str()))
        .unwrap_or("localhost")
        .to_owned();
    let scheme = scheme(&request);
    let Some((prefix, company, rest)) = split(request.uri().path()) else { return request };
    let version = rest.split('/').nth(1).unwrap_or_default();
    let address = Address { base: format!("{scheme}://{host}{prefix}/{version}"), company };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = format!("{rest}{query}").parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(address);
    request
}

/// A host that ends TLS says so by putting the scheme among the request's extensions.
fn scheme(request: &Request) -> String {
    let told = request.extensions().get::<axum::http::uri::Scheme>();
    told.or_else(|| request.uri().scheme()).map_or_else(|| "http".into(), ToString::to_string)
}

/// The prefix, the company of the older form, and the path from the version on.
fn split(path: &str) -> Option<(String, Option<String>, String)> {
    let path = path.trim_end_matches('/');
    let older = path.strip_prefix("/api/gateway.php/").and_then(|rest| rest.split_once('/'));
    if let Some((company, rest)) = older {
        let prefix = format!("/api/gateway.php/{company}");
        return Some((prefix, Some(company.to_owned()), format!("/{rest}")));
    }
    let rest = path.strip_prefix("/api/")?;
    Some(("/api".into(), None, format!("/{rest}")))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn at(path: &str) -> (String, Option<Address>) {
        let request = Request::builder().uri(path).header("host", "h:1").body(Body::empty()).unwrap();
        let request = normalise(request);
        (request.uri().to_string(), request.extensions().get().cloned())
    }

    #[test]
    fn both_base_addresses_lead_to_the_same_path() {
        let new = Address { base: "http://h:1/api/v1".into(), company: None };
        assert_eq!(at("/api/v1/employees/?a=b"), ("/v1/employees?a=b".into(), Some(new)));
        let old = Address { base: "http://h:1/api/gateway.php/acme/v1".into(), company: Some("acme".into()) };
        assert_eq!(at("/api/gateway.php/acme/v1/employees/7/"), ("/v1/employees/7".into(), Some(old)));
    }

    #[test]
    fn anything_else_is_left_alone() {
        assert_eq!(at("/home/"), ("/home/".into(), None));
    }
}
