//! The company part of a vendor's address, as people type or paste it.

/// Why a text is not a company's part of the address. The sentence is for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubdomainError {
    /// Nothing was typed.
    #[error("Enter the company part of your address: the “acme” of https://acme.{0}.")]
    Empty(String),
    /// An address of somebody else.
    #[error("That address is not at {0}. Enter only the company part: the “acme” of https://acme.{0}.")]
    OtherHost(String),
    /// Not one DNS label.
    #[error("The company part has only letters, digits and hyphens: the “acme” of https://acme.{0}.")]
    NotALabel(String),
}

/// Reduces a label or a pasted address to the company part.
///
/// Exactly one DNS label is accepted, because what stands here becomes a host name that a key is sent to.
pub fn company_part(text: &str, suffix: &str) -> Result<String, SubdomainError> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(SubdomainError::Empty(suffix.into()));
    }
    let pasted = text.contains("://") || text.contains('/') || text.contains('.');
    let label = if pasted { label_of_address(&text, suffix)? } else { text };
    if is_label(&label) { Ok(label) } else { Err(SubdomainError::NotALabel(suffix.into())) }
}

fn label_of_address(text: &str, suffix: &str) -> Result<String, SubdomainError> {
    let other = || SubdomainError::OtherHost(suffix.into());
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = url::Url::parse(&address).map_err(|_| other())?;
    let plain = matches!(url.scheme(), "https" | "http") && url.username().is_empty() && url.port().is_none();
    let host = url.host_str().filter(|_| plain).ok_or_else(other)?;
    host.strip_suffix(suffix).and_then(|rest| rest.strip_suffix('.')).map(str::to_owned).ok_or_else(other)
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Result<String, SubdomainError> {
        company_part(text, "example.com")
    }

    #[test]
    fn a_label_or_a_pasted_address_gives_the_company() {
        for text in [
            "acme",
            " ACME ",
            "acme.example.com",
            "https://acme.example.com",
            "http://acme.example.com/home?x=1",
        ] {
            assert_eq!(part(text).as_deref(), Ok("acme"), "{text}");
        }
    }

    #[test]
    fn an_address_elsewhere_is_refused() {
        let bad = [
            "https://evil.test/acme",
            "https://acme.example.com.evil.test",
            "https://user@acme.example.com",
            "https://acme.example.com:8443",
            "https://notexample.com",
            "acme.evil.test",
            "acme/../evil",
            "ftp://acme.example.com",
        ];
        for text in bad {
            assert_eq!(part(text), Err(SubdomainError::OtherHost("example.com".into())), "{text}");
        }
    }

    #[test]
    fn only_one_label_is_a_company() {
        for text in [
            "a b",
            "-acme",
            "acme-",
            "ac_me",
            "https://a.b.example.com",
            "acme@evil",
            "acmé",
            &"a".repeat(64),
        ] {
            assert!(part(text).is_err(), "{text}");
        }
        assert_eq!(part(""), Err(SubdomainError::Empty("example.com".into())));
    }
}
