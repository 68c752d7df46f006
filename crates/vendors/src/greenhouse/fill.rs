//! Fields that are ours to fill: what is to be sent for them, and which hold a person's words and are left.

use std::collections::BTreeMap;

use connect::error::Result;
use model::remote::OwnValue;
use serde_json::{Map, Value};

use super::{
    custom::{self, Values},
    receipt::refused,
};

/// What is to be done for fields of an application.
#[derive(Debug, Default)]
pub struct Filling {
    /// The values to set, by the keys of their fields; null takes one away.
    pub set: Map<String, Value>,
    /// The fields that are left, by their identifiers.
    pub left: Vec<String>,
}

/// Compares what is there with what is to be there. `kinds` are the application's fields, with what each holds.
///
/// # Errors
/// [`connect::VendorError::Rejected`] where a field is not there.
pub fn filling(values: &[OwnValue], there: &Values, kinds: &BTreeMap<String, String>) -> Result<Filling> {
    let mut filling = Filling::default();
    for value in values {
        let Some(("application", key)) = custom::parts(&value.field) else {
            return Err(refused(&value.field, "Only fields of applications can be set."));
        };
        let kind = kinds.get(key).ok_or_else(|| refused(&value.field, "The field is no longer there."))?;
        let sent = custom::sent(kind, value.value.trim());
        let now = there.get(key).map_or(&Value::Null, |valued| &valued.value);
        let text = |value: &Value| custom::text(value).unwrap_or_default();
        if text(now) == text(&sent) {
            continue;
        }
        // A number may come back with other zeros than it was sent with.
        let same = |one: &str, other: &str| {
            kind == "number" && one.parse::<f64>().is_ok_and(|one| other.parse() == Ok(one))
        };
        if value.is_ours(&text(now), same) {
            filling.set.insert(key.to_owned(), sent);
        } else {
            filling.left.push(value.field.clone());
        }
    }
    Ok(filling)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_ours_and_differs_is_sent() {
        let there: Values = serde_json::from_value(json!({
            "score": {"name": "Score", "type": "number", "value": 70.0},
            "status": {"name": "Status", "type": "single_select", "value": "Qualified"},
            "version": {"name": "Version", "type": "short_text", "value": "1"},
        }))
        .unwrap();
        let kinds = [("score", "number"), ("status", "single_select"), ("version", "short_text")];
        let kinds = kinds.map(|(key, kind)| (key.to_owned(), kind.to_owned())).into();
        let own = |key: &str, value: &str, known: &str| OwnValue {
            field: format!("application.{key}"),
            value: value.into(),
            known: vec![known.into()],
        };
        let values = [own("score", "82", "70"), own("status", "Pre", "Not"), own("version", "1", "0")];
        let filling = filling(&values, &there, &kinds).unwrap();
        assert_eq!(json!(filling.set), json!({"score": 82}));
        assert_eq!(filling.left, ["application.status"]);
        assert!(super::filling(&[own("gone", "1", "")], &there, &kinds).is_err());
    }
}
