//! A row that does not have the documented form: kept as it came, with what can still be read of it.

use jiff::Timestamp;
use serde_json::Value;

use crate::ats::{Incoming, Unreadable};

/// The row as it came, and where it surprises. `attributes` is the JSON pointer to where its times stand.
pub fn keep(row: &str, attributes: &str, surprise: &serde_json::Error) -> Incoming {
    let remains: Value = serde_json::from_str(row).unwrap_or_default();
    let time =
        |name: &str| -> Option<Timestamp> { remains.pointer(attributes)?.get(name)?.as_str()?.parse().ok() };
    let (created_at, updated_at) = (time("created_at"), time("updated_at"));
    let external_id = match &remains["id"] {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => String::new(),
    };
    let sentence = sentence(row, surprise);
    let record = Err(Unreadable { sentence, raw: row.to_owned() });
    Incoming { external_id, created_at, updated_at, record, withheld: [].into(), notes: vec![] }
}

/// Where the surprise is. The library's own words may repeat the value, so only the field's name is taken.
fn sentence(row: &str, surprise: &serde_json::Error) -> String {
    let told = surprise.to_string();
    if let Some(field) = told.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        return format!("The field “{field}” is missing.");
    }
    match field_before(row, surprise.line(), surprise.column()) {
        Some(field) => format!("The field “{field}” does not have the documented form."),
        None => "The record does not have the documented form.".into(),
    }
}

/// The last name of a field before a place. A place that lies within a text is told by the letters of its “name”.
fn field_before(row: &str, line: usize, column: usize) -> Option<&str> {
    let start: usize = row.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let before = row.get(..start + column)?;
    let names = before.match_indices("\":").map(|(end, _)| &before[..end]);
    let name = names.last()?.rsplit('"').next()?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.len() <= 40 && name.chars().all(plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Row {
        #[serde(rename = "id")]
        _id: String,
        #[serde(rename = "attributes")]
        _attributes: Attributes,
    }

    #[derive(Debug, Deserialize)]
    struct Attributes {
        #[serde(rename = "created_at")]
        _created_at: Timestamp,
        #[serde(rename = "updated_at")]
        _updated_at: Timestamp,
    }

    fn kept(row: &str) -> (String, Option<Timestamp>, String) {
        let surprise = serde_json::from_str::<Row>(row).unwrap_err();
        let kept = keep(row, "/attributes", &surprise);
        let unreadable = kept.record.unwrap_err();
        assert_eq!(unreadable.raw, row);
        (kept.external_id, kept.updated_at, unreadable.sentence)
    }

    #[test]
    fn the_field_is_named_and_its_value_is_not_repeated() {
        let row = r#"{"id": "7", "type": "candidates", "relationships": {}, "attributes": {
            "updated_at": "2026-11-03T09:00:00+00:00",
            "created_at": "the third of Ana's birthdays"}}"#;
        let at = Some("2026-11-03T09:00:00Z".parse().unwrap());
        let told = "The field “created_at” does not have the documented form.".to_owned();
        assert_eq!(kept(row), ("7".into(), at, told));
    }

    #[test]
    fn a_missing_field_and_a_missing_id_are_told() {
        assert_eq!(kept(r#"{"id": 7, "attributes": {}}"#).0, "7");
        let row = r#"{"id": "7", "type": "candidates", "relationships": {}, "attributes": {"created_at": "2026-11-03T09:00:00Z"}}"#;
        assert_eq!(kept(row).2, "The field “updated_at” is missing.");
        assert_eq!(
            kept("[1]"),
            (String::new(), None, "The record does not have the documented form.".into())
        );
    }
}
