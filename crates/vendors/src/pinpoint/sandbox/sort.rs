//! The order of a list. Rows that are alike follow their ids, so that pages over a world that stands still don't
//! overlap.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::index::Row;

/// Sorts rows that are in the order of their ids.
pub fn sort(rows: &mut [&Row], orders: &[(&'static str, bool)]) {
    // Without a wish the order stays.
    rows.sort_by(|one, other| {
        let steps = orders.iter().map(|(name, down)| {
            let order = match *name {
                "id" => one.number.cmp(&other.number),
                time => null_last(one.time(time), other.time(time)),
            };
            if *down { order.reverse() } else { order }
        });
        steps.fold(Ordering::Equal, Ordering::then)
    });
}

/// As PostgreSQL sorts: what has no time comes last, and first when sorted downwards.
fn null_last(one: Option<Timestamp>, other: Option<Timestamp>) -> Ordering {
    one.is_none().cmp(&other.is_none()).then(one.cmp(&other))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pinpoint::sandbox::{index::Snapshot, resources::jobs::JOBS};

    #[test]
    fn ids_are_numbers_and_break_ties() {
        let at = |time: Option<&str>| json!({"attributes": {"opened_at": time}});
        let documents = json!({"resources": {"jobs": {
            "10": at(Some("2026-01-01T00:00:00+00:00")), "9": at(Some("2026-01-01T01:00:00+01:00")),
            "2": at(None), "30": at(Some("2025-01-01T00:00:00+00:00")),
        }}});
        let rows = Snapshot::default().rows(&documents, &JOBS);
        let sorted = |orders: &[(&'static str, bool)]| {
            let mut rows: Vec<_> = rows.iter().collect();
            sort(&mut rows, orders);
            rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
        };
        assert_eq!(sorted(&[]), [2, 9, 10, 30]);
        assert_eq!(sorted(&[("id", true)]), [30, 10, 9, 2]);
        assert_eq!(sorted(&[("opened_at", false)]), [30, 9, 10, 2]);
        assert_eq!(sorted(&[("opened_at", true)]), [2, 9, 10, 30]);
    }
}
