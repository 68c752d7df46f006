//! Days of the company's own calendar, and the instants as which the vendor keeps them.
//!
//! The vendor takes a plain day as midnight in UTC, which is still the day before in half of the world and already
//! ten in the morning in Sydney. So a first day is sent as midnight of the company's own time zone, and read back as
//! the day that it is there.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The instant at which a day begins, with the offset that counts on that very day.
pub fn instant_of(day: Date, zone: &TimeZone) -> Option<String> {
    let start = day.to_zoned_datetime(zone.clone()).ok()?;
    Some(start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// The day that an instant belongs to. A plain day stands for itself.
pub fn day_of(instant: &str, zone: &TimeZone) -> Option<Date> {
    match instant.parse::<Timestamp>() {
        Ok(instant) => Some(instant.to_zoned_datetime(zone.clone()).date()),
        Err(_) => instant.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn a_day_carries_the_offset_that_counts_on_that_day() {
        let sent = |name, day| instant_of(day, &zone(name)).unwrap();
        assert_eq!(sent("Australia/Sydney", date(2026, 3, 2)), "2026-03-02T00:00:00+11:00");
        assert_eq!(sent("Australia/Sydney", date(2026, 7, 1)), "2026-07-01T00:00:00+10:00");
        assert_eq!(sent("Australia/Perth", date(2026, 3, 2)), "2026-03-02T00:00:00+08:00");
        assert_eq!(sent("Europe/London", date(2026, 3, 2)), "2026-03-02T00:00:00+00:00");
        assert_eq!(sent("Europe/London", date(2026, 7, 1)), "2026-07-01T00:00:00+01:00");
        // The clock goes forward over midnight here, so that the day begins an hour late.
        assert_eq!(sent("America/Santiago", date(2026, 9, 6)), "2026-09-06T01:00:00-03:00");
    }

    #[test]
    fn a_day_comes_back_as_the_same_day_however_the_instant_is_written() {
        for (name, written) in [
            ("Australia/Sydney", "2026-03-01T13:00:00.000Z"),
            ("Australia/Sydney", "2026-03-02T00:00:00+11:00"),
            ("Australia/Perth", "2026-03-01T16:00:00Z"),
            ("Europe/London", "2026-03-02T00:00:00.000Z"),
            ("Australia/Sydney", "2026-03-02"),
        ] {
            assert_eq!(day_of(written, &zone(name)), Some(date(2026, 3, 2)), "{name} {written}");
        }
        assert_eq!(day_of("2026-03-01T12:59:59Z", &zone("Australia/Sydney")), Some(date(2026, 3, 1)));
        assert_eq!(day_of("soon", &zone("Australia/Sydney")), None);
    }

    proptest::proptest! {
        #[test]
        fn every_day_of_a_century_survives_the_way_there_and_back(
            days in 0i64..36_525,
            name in proptest::sample::select(vec!["Australia/Sydney", "Australia/Lord_Howe", "Australia/Perth",
                "Europe/London", "America/Santiago", "Pacific/Apia"]),
        ) {
            let day = date(2000, 1, 1).saturating_add(jiff::Span::new().days(days));
            // One day never was there: Samoa went from the 29th to the 31st of December 2011.
            proptest::prop_assume!(!(name == "Pacific/Apia" && day == date(2011, 12, 30)));
            let sent = instant_of(day, &zone(name)).unwrap();
            proptest::prop_assert_eq!(day_of(&sent, &zone(name)), Some(day));
        }
    }
}
