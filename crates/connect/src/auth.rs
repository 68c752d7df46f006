//! How a call proves who it is from.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};

use crate::{sign::SigningKey, token::Exchange};

/// How a call proves who it is from.
#[derive(Clone)]
pub enum Auth {
    /// No proof.
    None,
    /// User and password in the Authorization header, with further headers such as who acts.
    Basic(SecretString, SecretString, Vec<(HeaderName, String)>),
    /// A bearer token, with further headers such as a tenant's name.
    Bearer(SecretString, Vec<(HeaderName, String)>),
    /// A key in a header of the vendor's own, with further headers such as the caller's name.
    Header(HeaderName, SecretString, Vec<(HeaderName, String)>),
    /// A token that the vendor gives for the credentials and that ends after a while.
    Token(Arc<Exchange>),
    /// A signature over each call.
    Signature(SigningKey),
}

impl Auth {
    /// The headers of the proof. A secret that can't stand in a header is left out, and the vendor says what is missing.
    pub fn headers(&self) -> HeaderMap {
        let (name, proof, more) = match self {
            // A token is asked for before a call, which then carries it as a bearer's; a signature comes last, over the
            // whole call.
            Self::None | Self::Token(_) | Self::Signature(_) => return HeaderMap::new(),
            Self::Basic(user, password, more) => {
                let pair = format!("{}:{}", user.expose_secret(), password.expose_secret());
                (header::AUTHORIZATION, format!("Basic {}", STANDARD.encode(pair)), &more[..])
            }
            Self::Bearer(token, more) => {
                (header::AUTHORIZATION, format!("Bearer {}", token.expose_secret()), &more[..])
            }
            Self::Header(name, key, more) => (name.clone(), key.expose_secret().to_owned(), &more[..]),
        };
        let more = more.iter().filter_map(|(name, value)| Some((name.clone(), value.parse().ok()?)));
        let mut headers: HeaderMap = more.collect();
        if let Ok(mut value) = HeaderValue::from_str(&proof) {
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_in_its_own_header_and_is_marked_as_secret() {
        let name = HeaderName::from_static("x-key");
        let more = vec![(HeaderName::from_static("x-caller"), "Gangway".into())];
        let headers = Auth::Header(name.clone(), "open sesame".into(), more).headers();
        assert_eq!(
            (&headers[&name], &headers["x-caller"]),
            (&"open sesame".parse().unwrap(), &"Gangway".parse().unwrap())
        );
        assert!(headers[&name].is_sensitive());
        assert!(Auth::Bearer("two\nlines".into(), vec![]).headers().is_empty());
    }
}
