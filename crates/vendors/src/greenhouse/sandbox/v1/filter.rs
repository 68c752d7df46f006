//! What a list is narrowed by.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde_json::{Value, json};

use super::{call::Call, errors::Refusal, scene::Scene};

/// A parameter's name and what it asks of a row.
pub type Filter = (&'static str, Test);

/// What is asked of a row.
#[derive(Clone, Copy)]
pub enum Test {
    /// The time in this key is this one or later.
    From(&'static str),
    /// The time in this key is earlier.
    Before(&'static str),
    /// This key leads to the record with this number.
    Leads(&'static str),
    /// The row's id is one of these, with commas between.
    Ids,
    /// This key is this text.
    Text(&'static str),
    /// This key is this yes or no.
    Flag(&'static str),
    /// Whatever else.
    Is(fn(&Scene<'_>, &Value, &str) -> bool),
}

/// Made then or later.
pub const CREATED_AFTER: Filter = ("created_after", Test::From("created_at"));
/// Made earlier.
pub const CREATED_BEFORE: Filter = ("created_before", Test::Before("created_at"));
/// Changed then or later.
pub const UPDATED_AFTER: Filter = ("updated_after", Test::From("updated_at"));
/// Changed earlier.
pub const UPDATED_BEFORE: Filter = ("updated_before", Test::Before("updated_at"));

/// The ids of the rows that a query asks for, ascending, among some or all of a table.
///
/// # Errors
/// 422 for a value that does not fit.
pub fn matching(
    scene: &Scene<'_>,
    table: &'static str,
    filters: &[Filter],
    call: &Call<'_>,
    among: Option<Vec<u64>>,
) -> Result<Vec<u64>, Refusal> {
    let ids = scene.index.ids(scene.documents, table);
    // Places among the ids, by which the times of a large table are found without looking at its rows.
    let mut places: Vec<usize> = match among {
        Some(some) => some.iter().filter_map(|id| ids.binary_search(id).ok()).collect(),
        None => (0..ids.len()).collect(),
    };
    let row = |place: usize| scene.to(table, &json!(ids[place]));
    for (name, test) in filters {
        let Some(told) = call.parameter(name).filter(|told| !told.is_empty()) else { continue };
        let refused = |message: &str| Refusal::invalid(name, message);
        match *test {
            Test::From(key) | Test::Before(key) => {
                let limit =
                    time(told).ok_or_else(|| refused("Must be a time, as in 2026-11-24T09:00:00Z"))?;
                let (times, from) =
                    (scene.index.times(scene.documents, table, key), matches!(test, Test::From(_)));
                places.retain(|place| times[*place].is_some_and(|time| (time >= limit) == from));
            }
            Test::Leads(key) => {
                let to: u64 = told.parse().map_err(|_| refused("Must be a number"))?;
                let ways = scene.index.ways(scene.documents, table, key);
                let leading = ways.get(&to).map(Vec::as_slice).unwrap_or_default();
                places.retain(|place| leading.binary_search(&ids[*place]).is_ok());
            }
            Test::Ids => {
                let wanted: Result<Vec<u64>, _> = told.split(',').map(|id| id.trim().parse()).collect();
                let wanted = wanted.map_err(|_| refused("Must be numbers with commas between"))?;
                places.retain(|place| wanted.contains(&ids[*place]));
            }
            Test::Text(key) => places.retain(|place| row(*place)[key] == told),
            Test::Flag(key) => {
                let yes: bool = told.parse().map_err(|_| refused("Must be one of: true, false"))?;
                places.retain(|place| row(*place)[key] == yes);
            }
            Test::Is(test) => places.retain(|place| test(scene, row(*place), told)),
        }
    }
    Ok(places.into_iter().map(|place| ids[place]).collect())
}

/// A time with its offset, or a day, which begins in UTC.
fn time(told: &str) -> Option<Timestamp> {
    let day = || TimeZone::UTC.to_timestamp(told.parse::<Date>().ok()?.to_datetime(Time::midnight())).ok();
    told.parse().ok().or_else(|| if told.len() == 10 { day() } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_an_offset_or_is_a_day() {
        assert_eq!(time("2026-11-24"), time("2026-11-24T00:00:00Z"));
        assert_eq!(time("2026-11-24T01:00:00+01:00"), time("2026-11-24T00:00:00.000Z"));
        for told in ["yesterday", "2026-13-01", "2026-11-24T00:00:00"] {
            assert_eq!(time(told), None, "{told}");
        }
    }
}
