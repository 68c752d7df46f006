//! E-mail addresses and phone numbers, reduced to what can be compared.

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
}
