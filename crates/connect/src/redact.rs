//! Masking: what a call log, an error or a page may show of a request and its answer.
//!
//! Masking is the default. A value is shown only where the vendor's manifest names its key.

use serde_json::Value;

const MASK: &str = "•••";

/// A JSON document with every value masked but those of the clear keys.
pub fn json(document: &Value, clear: &[String]) -> Value {
    match document {
        Value::Object(map) => Value::Object(
            map.iter()
                .map(|(key, value)| {
                    let shown = clear.contains(key) && !value.is_object() && !value.is_array();
                    (key.clone(), if shown { value.clone() } else { json(value, clear) })
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(|item| json(item, clear)).collect()),
        Value::Null => Value::Null,
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Value::String(MASK.into()),
    }
}

/// A vendor's sentence with everything that was sent, and everything that looks like an address, masked.
pub fn sentence(text: &str, sent: &Value) -> String {
    let mut values = Vec::new();
    leaves(sent, &mut values);
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    let text = values.iter().fold(text.to_owned(), |text, value| text.replace(value.as_str(), MASK));
    text.split(' ').map(|word| if word.contains('@') { MASK } else { word }).collect::<Vec<_>>().join(" ")
}

fn leaves(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| leaves(value, into)),
        Value::Array(items) => items.iter().for_each(|value| leaves(value, into)),
        Value::String(text) if text.len() >= 3 => into.push(text.clone()),
        Value::Number(number) if number.to_string().len() >= 3 => into.push(number.to_string()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_clear_keys_are_shown() {
        let document =
            json!({"id": "12", "firstName": "Ana", "rows": [{"id": 7, "rate": 1.5}], "id2": {"id": "x"}});
        let masked = json(&document, &["id".into()]);
        assert_eq!(
            masked,
            json!({"id": "12", "firstName": MASK, "rows": [{"id": 7, "rate": MASK}], "id2": {"id": "x"}})
        );
    }

    #[test]
    fn a_sentence_repeats_nothing_that_was_sent() {
        let said = sentence(
            "Email ana@example.com of Ana Lopez is taken",
            &json!({"firstName": "Ana", "lastName": "Lopez"}),
        );
        assert_eq!(said, "Email ••• of ••• ••• is taken");
    }
}
