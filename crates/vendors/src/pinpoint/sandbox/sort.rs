//! The order of a list. Rows that are alike follow their ids, so that pages over a world that stands still don't
//! overlap.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::{documents::Record, moment};

/// Sorts rows; without a wish, by id.
pub fn sort(rows: &mut Vec<Record>, orders: &[(&'static str, bool)]) {
    let number = |record: &Record| record.id.parse::<u64>().unwrap_or(u64::MAX);
    let mut keyed: Vec<_> = rows.drain(..).map(|row| (number(&row), times(row, orders), row)).collect();
    keyed.sort_unstable_by(|one, other| {
        let steps = orders.iter().enumerate().map(|(place, (name, down))| {
            let order = match *name {
                "id" => one.0.cmp(&other.0),
                _ => null_last(one.1[place], other.1[place]),
            };
            if *down { order.reverse() } else { order }
        });
        steps.fold(Ordering::Equal, Ordering::then).then(one.0.cmp(&other.0))
    });
    rows.extend(keyed.into_iter().map(|(_, _, row)| row));
}

/// The times to sort by, each in the place of its order.
fn times(row: Record, orders: &[(&'static str, bool)]) -> Vec<Option<Timestamp>> {
    let time = |name: &str| if name == "id" { None } else { moment::stored(row.stored(name)) };
    orders.iter().map(|(name, _)| time(name)).collect()
}

/// As PostgreSQL sorts: what has no time comes last, and first when sorted downwards.
fn null_last(one: Option<Timestamp>, other: Option<Timestamp>) -> Ordering {
    one.is_none().cmp(&other.is_none()).then(one.cmp(&other))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pinpoint::sandbox::{documents, resources::jobs::JOBS};

    #[test]
    fn ids_are_numbers_and_break_ties() {
        let at = |time: Option<&str>| json!({"attributes": {"opened_at": time}});
        let documents = json!({"resources": {"jobs": {
            "10": at(Some("2026-01-01T00:00:00+00:00")), "9": at(Some("2026-01-01T01:00:00+01:00")),
            "2": at(None), "30": at(Some("2025-01-01T00:00:00+00:00")),
        }}});
        let sorted = |orders: &[(&'static str, bool)]| {
            let mut rows: Vec<_> = documents::all(&documents, &JOBS).collect();
            sort(&mut rows, orders);
            rows.into_iter().map(|row| row.id.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(sorted(&[]), ["2", "9", "10", "30"]);
        assert_eq!(sorted(&[("id", true)]), ["30", "10", "9", "2"]);
        assert_eq!(sorted(&[("opened_at", false)]), ["30", "9", "10", "2"]);
        assert_eq!(sorted(&[("opened_at", true)]), ["2", "9", "10", "30"]);
    }
}
