//! E-mail addresses, phone numbers and addresses of pages, reduced to what can be compared.

/// An e-mail address as it is compared: trimmed and in lower case; `None` where it can't be one.
pub fn normal_email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, domain) = text.split_once('@')?;
    let good = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains('@')
        && text
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && c != ',' && c != ';' && c != '<' && c != '>');
    good.then_some(text)
}

/// A phone number as it is compared: its digits, an international prefix `00` or `+` taken off.
/// `None` below seven digits, which no subscriber's number has.
pub fn normal_phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits).to_owned();
    (digits.len() >= 7).then_some(digits)
}

/// A name as it is compared: lower case, single spaces, without surrounding blanks.
pub fn normal_name(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The address of a page as it is compared: without scheme, `www.`, query and closing slash, in lower case. `None` where
/// nothing is left.
pub fn normal_page(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("https://").or(text.strip_prefix("http://")).unwrap_or(&text);
    let text = text.strip_prefix("www.").unwrap_or(text);
    let text = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_compare_without_case_and_blanks() {
        assert_eq!(normal_email(" Ana.Lopez@Example.COM "), Some("ana.lopez@example.com".into()));
        for bad in
            ["", "ana", "@example.com", "ana@", "ana@com", "a b@example.com", "a@b@example.com", "a@.com"]
        {
            assert_eq!(normal_email(bad), None, "{bad}");
        }
    }

    #[test]
    fn phones_compare_by_digits() {
        assert_eq!(normal_phone("+44 20 7946 0018"), normal_phone("0044 (20) 7946-0018"));
        assert_eq!(normal_phone("12 34"), None);
    }

    #[test]
    fn pages_compare_by_what_they_lead_to() {
        let page = "linkedin.com/in/ana-lopez";
        for same in [
            "https://www.linkedin.com/in/ana-lopez/",
            "http://linkedin.com/in/Ana-Lopez?utm_source=share",
            " www.linkedin.com/in/ana-lopez#about ",
        ] {
            assert_eq!(normal_page(same).as_deref(), Some(page), "{same}");
        }
        assert_eq!(normal_page("https://"), None);
    }
}
