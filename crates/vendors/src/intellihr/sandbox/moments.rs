//! Moments and days, as the vendor reads and writes them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// A moment as the vendor writes it.
pub fn write(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// A moment as the vendor keeps it: RFC 3339 with its offset, or a plain day, which becomes the start of that day
/// in UTC, whatever the tenant's own zone is.
pub fn read(text: &str) -> Option<Timestamp> {
    if let Some(day) = day(text) {
        return Some(day.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp());
    }
    // A date and time without an offset is not RFC 3339; the parser asks for one.
    text.parse().ok()
}

/// A plain day, written with all its digits.
pub fn day(text: &str) -> Option<Date> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_day_is_the_start_of_the_day_in_utc() {
        assert_eq!(write(read("2027-01-04").unwrap()), "2027-01-04T00:00:00.000Z");
    }

    #[test]
    fn an_offset_is_kept_as_the_moment_it_names() {
        assert_eq!(write(read("2027-01-04T00:00:00+11:00").unwrap()), "2027-01-03T13:00:00.000Z");
        assert_eq!(write(read("2015-03-01T22:30:00.000Z").unwrap()), "2015-03-01T22:30:00.000Z");
    }

    #[test]
    fn anything_else_is_no_moment() {
        for text in ["", "2027-02-30", "04/01/2027", "2027-01-04T00:00:00", "tomorrow", "20270104"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
