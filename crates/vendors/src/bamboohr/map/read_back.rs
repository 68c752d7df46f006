//! What BambooHR holds, in the form in which it was sent, so that both can be compared.

use model::field::{boolean, decimal};
use serde_json::Value;

/// What a value comes to next to what was sent: the sent spelling where both mean the same, otherwise what
/// stands there. `None` where nothing stands there.
pub fn as_sent(sent: &str, got: &Value) -> Option<String> {
    let got = text(got)?;
    Some(if means_the_same(sent, &got) { sent.to_owned() } else { got })
}

/// A value as text: several choices one a line, an amount followed by its currency. Empty dates are nothing.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) => items.iter().filter_map(text).collect::<Vec<_>>().join("\n"),
        Value::Object(amount) => {
            let part = |name: &str| amount.get(name).and_then(text).unwrap_or_default();
            format!("{} {}", part("value"), part("currency")).trim().to_owned()
        }
        other => other.to_string(),
    };
    (!text.is_empty() && text != "0000-00-00").then_some(text)
}

fn means_the_same(sent: &str, got: &str) -> bool {
    let sent = sent.trim();
    sent == got
        || same_choices(sent, got)
        || both(sent, got, boolean)
        || both(sent, got, number)
        || both(sent, got, amount)
}

fn both<T: PartialEq>(one: &str, other: &str, read: impl Fn(&str) -> Option<T>) -> bool {
    read(one).is_some_and(|value| Some(value) == read(other))
}

/// The same choices in any order, one a line or with commas between.
fn same_choices(sent: &str, got: &str) -> bool {
    let parts = |text: &str, between: char| {
        let mut parts: Vec<_> = text.split(between).map(|part| part.trim().to_owned()).collect();
        parts.sort();
        parts
    };
    sent.contains('\n') && [',', '\n'].iter().any(|between| parts(got, *between) == parts(sent, '\n'))
}

/// A decimal number without zeros that say nothing.
fn number(text: &str) -> Option<String> {
    let plain = decimal(text)?;
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let sign = if whole.is_empty() && part.is_empty() { "" } else { sign };
    Some(format!("{sign}{whole}.{part}"))
}

/// An amount and its currency.
fn amount(text: &str) -> Option<(String, String)> {
    let (value, currency) = text.split_once(' ')?;
    Some((number(value)?, currency.trim().to_uppercase()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_means_the_same_keeps_the_sent_spelling() {
        let same = [
            ("52000.00 GBP", json!({"value": "52000.0000", "currency": "GBP"})),
            ("52000 GBP", json!("52000.00 GBP")),
            ("37.5", json!(37.5)),
            ("0.50", json!("00.5")),
            ("true", json!("yes")),
            ("false", json!(false)),
            ("English\nPolish", json!("Polish,English")),
            ("English\nPolish", json!(["English", "Polish"])),
            (" Ana ", json!("Ana")),
        ];
        for (sent, got) in same {
            assert_eq!(as_sent(sent, &got).as_deref(), Some(sent), "{got}");
        }
    }

    #[test]
    fn a_difference_is_shown_as_it_stands_there() {
        assert_eq!(as_sent("London", &json!("Leeds")).as_deref(), Some("Leeds"));
        assert_eq!(as_sent("5 GBP", &json!("5 USD")).as_deref(), Some("5 USD"));
        assert_eq!(as_sent("English\nPolish", &json!(["English"])).as_deref(), Some("English"));
    }

    #[test]
    fn nothing_is_absent() {
        for got in [json!(null), json!(""), json!("0000-00-00"), json!([]), json!({"value": ""})] {
            assert_eq!(as_sent("x", &got), None, "{got}");
        }
    }
}
