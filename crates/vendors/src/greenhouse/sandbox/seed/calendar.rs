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
pub struct Calendar(Vec<String>);

impl Calendar {
    /// All days of the invented past.
    pub fn new() -> Self {
        let first = LAST - (DAYS as i64).days();
        Self((0..=DAYS as i64).map(|day| (first + day.days()).to_string()).collect())
    }

    /// A moment, in minutes since the first day; later ones than the end are the end.
    pub fn time(&self, minute: usize) -> String {
        let minute = minute.min(END);
        let (hour, within) = (minute % DAY / 60, minute % 60);
        let (second, milli) = if minute == END { (0, 0) } else { (minute * 7 % 60, minute * 37 % 1000) };
        format!("{}T{hour:02}:{within:02}:{second:02}.{milli:03}Z", self.0[minute / DAY])
    }
}

/// The moment at which the person of that place among so many came in: in the order of their ids.
pub fn came(number: usize, people: usize) -> usize {
    let (from, to) = (60 * DAY, END - DAY);
    from + (to - from) * number / people.max(1)
}
