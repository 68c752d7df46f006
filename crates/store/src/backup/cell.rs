//! One value of a row, between the database and JSON. Bytes become base64.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sea_orm::{ColumnType, Value as Cell};
use serde_json::Value as Json;
use uuid::Uuid;

/// A value as JSON; `None` for a type that no table of ours has.
pub(super) fn to_json(cell: Cell) -> Option<Json> {
    Some(match cell {
        Cell::Bool(value) => value.into(),
        Cell::Int(value) => value.into(),
        Cell::BigInt(value) => value.into(),
        Cell::Double(value) => value.into(),
        Cell::String(value) => value.into(),
        Cell::Bytes(value) => value.map(|bytes| STANDARD.encode(bytes)).into(),
        Cell::Uuid(value) => value.map(|id| id.to_string()).into(),
        _ => return None,
    })
}

/// A value out of JSON, of the type its column has; `None` where it is not of that type.
pub(super) fn from_json(json: &Json, column: &ColumnType) -> Option<Cell> {
    let text = || json.as_str();
    let null = json.is_null();
    // A null stays a null; anything else must be of the type.
    Some(match column {
        ColumnType::Boolean => Cell::Bool(nullable(null, json.as_bool())?),
        ColumnType::Integer => Cell::Int(nullable(null, json.as_i64().and_then(|n| n.try_into().ok()))?),
        ColumnType::BigInteger => Cell::BigInt(nullable(null, json.as_i64())?),
        ColumnType::Double => Cell::Double(nullable(null, json.as_f64())?),
        ColumnType::String(_) | ColumnType::Text => Cell::String(nullable(null, text().map(str::to_owned))?),
        ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_) => {
            Cell::Bytes(nullable(null, text().and_then(|text| STANDARD.decode(text).ok()))?)
        }
        ColumnType::Uuid => Cell::Uuid(nullable(null, text().and_then(|text| Uuid::parse_str(text).ok()))?),
        _ => return None,
    })
}

fn nullable<T>(null: bool, value: Option<T>) -> Option<Option<T>> {
    if null { Some(None) } else { value.map(Some) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_type_we_use_comes_back_as_it_was() {
        let cells = [
            (Cell::Bool(Some(true)), ColumnType::Boolean),
            (Cell::Int(Some(-7)), ColumnType::Integer),
            (Cell::BigInt(Some(i64::MAX)), ColumnType::BigInteger),
            (Cell::Double(Some(0.1)), ColumnType::Double),
            (Cell::String(Some("Åsa\u{0}\n\"".into())), ColumnType::Text),
            (Cell::String(None), ColumnType::Text),
            (Cell::Bytes(Some(vec![0, 255, 10])), ColumnType::Blob),
            (Cell::Uuid(Some(Uuid::from_u128(7))), ColumnType::Uuid),
        ];
        for (cell, column) in cells {
            let json = to_json(cell.clone()).unwrap();
            assert_eq!(from_json(&json, &column), Some(cell), "{json}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_refused() {
        assert_eq!(from_json(&json!("7"), &ColumnType::Integer), None);
        assert_eq!(from_json(&json!(i64::MAX), &ColumnType::Integer), None);
        assert_eq!(from_json(&json!("not base64!"), &ColumnType::Blob), None);
        assert_eq!(from_json(&json!({}), &ColumnType::Text), None);
    }
}
