//! What callers send: names and values as JSON or as XML fields.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

use super::{errors::Refusal, xml::Element};

/// Names and values out of a JSON object, or out of `<root><field id="name">value</field></root>`.
/// Without a content type the first character tells, because old clients send none.
pub fn fields(headers: &HeaderMap, body: &[u8], root: &str) -> Result<Map<String, Value>, Refusal> {
    if is_json(headers, body) {
        return match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(fields),
            _ => Err(Refusal::malformed("Malformed JSON")),
        };
    }
    let tree = xml(body).filter(|tree| tree.name == root);
    let tree = tree.ok_or_else(|| Refusal::malformed("Malformed XML"))?;
    Ok(tree
        .all("field")
        .filter_map(|field| {
            let value = match field.attribute("currency") {
                Some(currency) => serde_json::json!({"value": field.text, "currency": currency}),
                None => Value::from(field.text.as_str()),
            };
            Some((field.attribute("id")?.to_owned(), value))
        })
        .collect())
}

/// Whether the body is JSON, by its content type or, without one, by its first character.
pub fn is_json(headers: &HeaderMap, body: &[u8]) -> bool {
    match headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) {
        Some(kind) if kind.contains("json") => true,
        Some(kind) if kind.contains("xml") => false,
        _ => body.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| b"{[".contains(byte)),
    }
}

/// The body as XML.
pub fn xml(body: &[u8]) -> Option<Element> {
    Element::parse(std::str::from_utf8(body).ok()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_and_xml_say_the_same() {
        let none = HeaderMap::new();
        let json = fields(&none, br#"{"firstName":"Ana"}"#, "employee").unwrap();
        let xml =
            fields(&none, b"<employee><field id=\"firstName\">Ana</field></employee>", "employee").unwrap();
        assert_eq!(json, xml);
    }

    #[test]
    fn an_amount_in_xml_keeps_its_currency() {
        let body = b"<row><field id=\"rate\" currency=\"GBP\">5</field></row>";
        let row = fields(&HeaderMap::new(), body, "row").unwrap();
        assert_eq!(row["rate"], json!({"value": "5", "currency": "GBP"}));
    }

    #[test]
    fn another_root_or_a_list_is_malformed() {
        for bad in [&b"<row/>"[..], b"[1]", b"", b"{"] {
            assert!(fields(&HeaderMap::new(), bad, "employee").is_err());
        }
    }
}
