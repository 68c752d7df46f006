//! The invented past: times as the vendor writes them, without working each out anew.

use jiff::{ToSpan as _, civil::Date};

/// The last day of the invented past: the day the vendor's facts were read.
const LAST: Date = jiff::civil::date(2026, 11, 24);

/// How many days there were before it.
pub const DAYS: usize = 700;

/// Minutes in a day.
pub const DAY: usize = 24 * 60;

/// The end of the invented past, on the last morning.
pub const END: usize = DAYS * DAY + 9 * 60;

/// Days as they are written.
pub struct Calendar {
    days: Vec<String>,
}

impl Calendar {
    /// All days of the invented past, and those of the half year after it, in which people start.
    pub fn new() -> Self {
        let first = LAST - (DAYS as i64).days();
        Self { days: (0..DAYS as i64 + 200).map(|day| (first + day.days()).to_string()).collect() }
    }

    /// A moment, in minutes since the first day; later ones than the end are the end.
    pub fn time(&self, minute: usize) -> String {
        let minute = minute.min(END);
        let (hour, within, second) = (minute % DAY / 60, minute % 60, minute * 7 % 60);
        // The end is a whole minute: nothing lies after it.
        let second = if minute == END { 0 } else { second };
        format!("{}T{hour:02}:{within:02}:{second:02}+00:00", self.days[minute / DAY])
    }

    /// The day that lies so many days after a moment.
    pub fn day(&self, minute: usize, after: usize) -> &str {
        &self.days[(minute / DAY + after).min(self.days.len() - 1)]
    }
}

/// The moment at which the person of that place among so many first applied: in the order of their ids.
pub fn applied(number: usize, people: usize) -> usize {
    let (from, to) = (60 * DAY, END - DAY);
    from + (to - from) * number / people.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_the_last_morning() {
        let calendar = Calendar::new();
        assert_eq!(calendar.time(END), "2026-11-24T09:00:00+00:00");
        assert_eq!(calendar.time(END + 5), calendar.time(END));
        assert!(calendar.time(END - 1) < calendar.time(END));
        assert_eq!(calendar.day(END, 41), "2027-01-04");
        calendar.time(0).parse::<jiff::Timestamp>().unwrap();
    }
}
