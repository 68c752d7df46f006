//! Ranges of network addresses, from which alone a key may be used.

use std::{fmt, net::IpAddr, str::FromStr};

/// A range of network addresses: a single one, or a prefix such as `192.0.2.0/24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressRange {
    base: IpAddr,
    prefix: u8,
}

/// Why a text is no range of addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no network address or range; write it like 192.0.2.7 or 192.0.2.0/24.")]
pub struct NoRange(pub String);

impl AddressRange {
    /// Whether an address lies in it. An IPv4 address in its IPv6 form is the same address.
    pub fn contains(&self, address: IpAddr) -> bool {
        let (width, base) = bits(self.base);
        let (other_width, other) = bits(address.to_canonical());
        let shift = width - u32::from(self.prefix);
        width == other_width && (shift == 128 || base >> shift == other >> shift)
    }
}

/// How many bits an address has, and which.
fn bits(address: IpAddr) -> (u32, u128) {
    match address {
        IpAddr::V4(address) => (32, u32::from(address).into()),
        IpAddr::V6(address) => (128, address.into()),
    }
}

impl FromStr for AddressRange {
    type Err = NoRange;

    fn from_str(text: &str) -> Result<Self, NoRange> {
        let wrong = || NoRange(text.trim().to_owned());
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text.trim(), None),
        };
        let base: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = bits(base).0;
        let prefix = match prefix {
            Some(digits) => digits.parse().map_err(|_| wrong())?,
            None => width as u8,
        };
        if u32::from(prefix) <= width { Ok(Self { base, prefix }) } else { Err(wrong()) }
    }
}

impl fmt::Display for AddressRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if u32::from(self.prefix) == bits(self.base).0 {
            write!(f, "{}", self.base)
        } else {
            write!(f, "{}/{}", self.base, self.prefix)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(range: &str, address: &str) -> bool {
        range.parse::<AddressRange>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn an_address_lies_in_its_range_alone() {
        assert!(holds("192.0.2.0/24", "192.0.2.255") && !holds("192.0.2.0/24", "192.0.3.0"));
        assert!(holds("192.0.2.7", "192.0.2.7") && !holds("192.0.2.7", "192.0.2.8"));
        assert!(holds("192.0.2.7", "::ffff:192.0.2.7"), "the same address in its other form");
        assert!(holds("2001:db8::/32", "2001:db8:1::1") && !holds("2001:db8::/32", "2001:db9::"));
        assert!(holds("0.0.0.0/0", "203.0.113.9") && !holds("0.0.0.0/0", "2001:db8::1"));
        assert!(holds("::/0", "2001:db8::1"));
    }

    #[test]
    fn what_is_no_range_is_refused_and_a_range_reads_back() {
        for wrong in ["", "here", "192.0.2.0/33", "192.0.2/24", "2001:db8::/129", "192.0.2.0/-1"] {
            assert!(wrong.parse::<AddressRange>().is_err(), "{wrong}");
        }
        for text in ["192.0.2.7", "192.0.2.0/24", "2001:db8::/32"] {
            assert_eq!(text.parse::<AddressRange>().unwrap().to_string(), text);
        }
    }
}
