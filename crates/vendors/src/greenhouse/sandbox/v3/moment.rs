//! Times as the vendor writes them.

use jiff::Timestamp;

/// A time with its milliseconds.
pub fn write(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// A time as a caller may write it: whole, with its offset. A day alone is none.
pub fn asked(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_no_time() {
        assert_eq!(asked("2026-01-01"), None);
        assert_eq!(asked("2026-01-01T02:00:00+02:00"), asked("2026-01-01T00:00:00Z"));
        assert_eq!(write(asked("2026-01-01T02:00:00+02:00").unwrap()), "2026-01-01T00:00:00.000Z");
    }
}
