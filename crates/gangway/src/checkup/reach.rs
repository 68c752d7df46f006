//! Where people reach the hub: links that lead nowhere, and passwords that travel in clear.

use std::net::SocketAddr;

use engine::public_address::PublicAddress;

use super::Finding;

/// What links in letters begin with.
pub fn links(told: Option<&PublicAddress>) -> Finding {
    let what = "public address";
    match told.map(PublicAddress::base) {
        None => Finding::look(
            what,
            "none was told: links in letters lead to this machine alone; start with --public-address https://…",
        ),
        Some(address) if address.starts_with("http://") && !is_here(address) => Finding::look(
            what,
            format!(
                "{address} is not https: whatever people type travels in clear; put a proxy with https in front"
            ),
        ),
        Some(address) => Finding::good(what, format!("links begin with {address}")),
    }
}

/// Whether cookies and callers' addresses are treated as they come.
pub fn https(told: Option<&PublicAddress>, listen: SocketAddr, https: bool) -> Finding {
    let what = "https";
    let secure = told.is_some_and(|address| address.base().starts_with("https://"));
    if secure && !https {
        let sentence = "people come over https, and the hub is not told so: cookies may travel in clear, and all callers \
                        look like the proxy, so that one who guesses passwords slows everybody down; start with --https";
        return Finding::look(what, sentence);
    }
    if !listen.ip().is_loopback() && !https {
        let sentence = format!(
            "{listen} can be reached from other machines, in clear; listen on 127.0.0.1 with a proxy with https in front"
        );
        return Finding::look(what, sentence);
    }
    if !listen.ip().is_loopback() {
        let sentence = format!(
            "{listen} can be reached past the proxy, where anybody may claim another address; keep the port closed to all \
             but the proxy"
        );
        return Finding::look(what, sentence);
    }
    Finding::good(what, "the hub listens to this machine alone")
}

fn is_here(address: &str) -> bool {
    ["http://127.", "http://localhost", "http://[::1]"].iter().any(|begins| address.starts_with(begins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::Verdict;

    fn told(address: &str) -> PublicAddress {
        PublicAddress::told(address).unwrap()
    }

    #[test]
    fn links_that_lead_nowhere_or_in_clear_are_pointed_out() {
        assert_eq!(links(None).verdict, Verdict::Look);
        assert_eq!(links(Some(&told("http://gangway.example.com"))).verdict, Verdict::Look);
        assert_eq!(links(Some(&told("http://127.0.0.1:7300"))).verdict, Verdict::Good);
        assert_eq!(links(Some(&told("https://gangway.example.com"))).verdict, Verdict::Good);
    }

    #[test]
    fn a_hub_that_is_not_told_of_https_or_open_to_all_is_pointed_out() {
        let (here, all) = ("127.0.0.1:7300".parse().unwrap(), "0.0.0.0:7300".parse().unwrap());
        let outside = told("https://gangway.example.com");
        assert!(https(Some(&outside), here, false).sentence.contains("--https"));
        assert_eq!(https(Some(&outside), here, true).verdict, Verdict::Good);
        assert!(https(None, all, false).sentence.contains("in clear"));
        assert!(https(Some(&outside), all, true).sentence.contains("past the proxy"));
        assert_eq!(https(None, here, false).verdict, Verdict::Good);
    }
}
