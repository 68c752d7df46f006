//! Times as the vendor writes them, and as callers may.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde_json::Value;

/// A time as the vendor writes it.
pub fn write(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// A stored time.
pub fn stored(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// A time in a filter: with its offset, or a day, which begins in UTC.
pub fn asked(text: &str) -> Option<Timestamp> {
    let day = || TimeZone::UTC.to_timestamp(text.parse::<Date>().ok()?.to_datetime(Time::midnight())).ok();
    text.parse().ok().or_else(|| if text.len() == 10 { day() } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_instant_is_the_same_whatever_its_offset() {
        assert_eq!(asked("2021-04-01T00:00:00+01:00"), asked("2021-03-31T23:00:00Z"));
        assert_eq!(asked("2021-04-01"), asked("2021-04-01T00:00:00Z"));
        assert_eq!(write(asked("2021-04-01T00:00:00+01:00").unwrap()), "2021-03-31T23:00:00+00:00");
    }

    #[test]
    fn what_is_no_time_is_none() {
        // The second is what a caller sends who left the plus sign as it is.
        for text in ["", "yesterday", "2021-04-01T00:00:00 01:00", "2021-13-01", "2021-04-01T00:00:00"] {
            assert_eq!(asked(text), None, "{text}");
        }
    }
}
