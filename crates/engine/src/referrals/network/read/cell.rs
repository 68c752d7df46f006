//! Cells as plain text, of which no spreadsheet makes a formula, wherever they go later.

use model::contact::normal_email;

use super::Remark;

/// What a formula can begin with.
const BEGINNINGS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Longer cells hold no name, title or place.
const LONGEST: usize = 200;

/// A name, a title, an employer or a place.
pub(super) fn words(cell: &str, remarks: &mut Vec<Remark>) -> String {
    let cell = cell.trim();
    let is_formula = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = if is_formula(cell) || cell.strip_prefix('\'').is_some_and(is_formula) {
        remarks.push(Remark::Formula);
        cell.trim_start_matches(BEGINNINGS)
    } else {
        cell
    };
    let one_line = plain.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    one_line.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// The e-mail addresses of a cell; several are joined by ` ::: `.
pub(super) fn emails(cell: &str, remarks: &mut Vec<Remark>) -> Vec<String> {
    let mut found = Vec::new();
    for written in several(cell) {
        match normal_email(written) {
            Some(email) if !email.starts_with(BEGINNINGS) => found.push(email),
            _ => remarks.push(Remark::Email),
        }
    }
    found
}

/// The values of a cell that may hold several.
pub(super) fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(":::").map(str::trim).filter(|value| !value.is_empty())
}

/// A phone number: what isn't made of digits and what stands between them is none.
pub(super) fn phone(cell: &str) -> Option<String> {
    let written = cell.trim().trim_start_matches('\'');
    let good = written.len() <= 40
        && written.chars().all(|c| c.is_ascii_digit() || "+-()./ x".contains(c))
        && written.chars().filter(char::is_ascii_digit).count() >= 5;
    good.then(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_plain_text_and_is_said() {
        for (cell, plain) in [
            ("=HYPERLINK(\"http://x.test\")", "HYPERLINK(\"http://x.test\")"),
            ("'=1+1", "1+1"),
            ("@SUM(A1)", "SUM(A1)"),
            ("+-=Ana", "Ana"),
        ] {
            let mut remarks = vec![];
            assert_eq!(words(cell, &mut remarks), plain);
            assert_eq!(remarks, [Remark::Formula]);
        }
        let mut remarks = vec![];
        assert_eq!(words(" 's-Hertogenbosch\nNoord ", &mut remarks), "'s-Hertogenbosch Noord");
        assert_eq!(remarks, []);
    }

    #[test]
    fn addresses_and_numbers_are_such_or_left_out() {
        let mut remarks = vec![];
        assert_eq!(emails("Ana@Example.com ::: ana at home", &mut remarks), ["ana@example.com"]);
        assert_eq!(remarks, [Remark::Email]);
        assert_eq!(phone("+44 20 7946 0018").as_deref(), Some("+44 20 7946 0018"));
        assert_eq!(phone("=cmd|'/c calc'!A0"), None);
    }
}
