//! Time at the database's edge: milliseconds since 1970 as a whole number, which both databases sort alike.

use jiff::Timestamp;

/// A time as it is kept.
pub fn to_ms(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// A kept time. One out of range, which only damage can bring about, is read as 1970.
pub fn from_ms(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
