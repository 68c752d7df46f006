//! Where people outside reach this hub: what every link that leaves it begins with.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use url::Url;

/// The address that links to this hub begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// Without a slash at the end.
    base: String,
    told: bool,
}

impl PublicAddress {
    /// The address that whoever runs the hub told.
    ///
    /// # Errors
    /// A sentence where it is no address of a web site, or has a query.
    pub fn told(address: &str) -> Result<Self, String> {
        let wrong = |why| {
            format!(
                "“{address}” can't be the public address: {why}. It is given as https://gangway.example.com"
            )
        };
        let url = Url::parse(address.trim()).map_err(|error| wrong(error.to_string()))?;
        let of_the_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        let bare = url.query().is_none() && url.fragment().is_none() && url.path() == "/";
        let nobody = url.username().is_empty() && url.password().is_none();
        match of_the_web && bare && nobody {
            true => Ok(Self { base: url.as_str().trim_end_matches('/').to_owned(), told: true }),
            false => Err(wrong("it is not only a scheme and a host".into())),
        }
    }

    /// The address that the hub listens on, where nobody told another: it can be reached from this machine alone.
    pub fn listening_on(address: SocketAddr) -> Self {
        let mut address = address;
        if address.ip().is_unspecified() {
            address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        Self { base: format!("http://{address}"), told: false }
    }

    /// Whether somebody told it. A link with one that nobody told leads people outside nowhere.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// The address without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The whole address of a page; `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl Default for PublicAddress {
    /// Where the hub listens when it is told nothing.
    fn default() -> Self {
        Self::listening_on((Ipv4Addr::LOCALHOST, 7300).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_begin_with_what_was_told() {
        let public = PublicAddress::told(" https://gangway.example.com/ ").unwrap();
        assert_eq!(public.link("/q/1"), "https://gangway.example.com/q/1");
        assert!(public.is_told());
        for wrong in
            ["gangway.example.com", "ftp://x.example", "https://a:b@x.example", "https://x.example/?a"]
        {
            assert!(
                PublicAddress::told(wrong).unwrap_err().contains("https://gangway.example.com"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn nothing_told_is_this_machine() {
        let public = PublicAddress::listening_on("0.0.0.0:80".parse().unwrap());
        assert_eq!((public.link("/a").as_str(), public.is_told()), ("http://127.0.0.1:80/a", false));
    }
}
