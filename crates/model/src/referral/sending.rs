//! When employees and people are written to: within working hours of the days that a workspace says.

use jiff::{Timestamp, ZonedDateTime, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// When letters and messages of referrals go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sending {
    /// On which days of the week: Monday is 1, Sunday 7. Never empty once checked.
    pub weekdays: Vec<i8>,
    /// On which days not.
    pub holidays: Vec<Date>,
    /// The zone in which days and hours are meant, as the IANA database names it.
    pub zone: String,
    /// From which hour of the day.
    pub from_hour: i8,
    /// Until before which hour.
    pub until_hour: i8,
}

impl Default for Sending {
    fn default() -> Self {
        Self {
            weekdays: vec![1, 2, 3, 4, 5],
            holidays: vec![],
            zone: "UTC".into(),
            from_hour: 8,
            until_hour: 18,
        }
    }
}

/// A year has a day on which something is sent, or it is sent without regard to days: a list of holidays can't stop
/// everything for good.
const LOOK_AHEAD: usize = 400;

impl Sending {
    /// Whether these settings can be used; the sentence says what can't.
    ///
    /// # Errors
    /// The field and a sentence.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        if self.weekdays.is_empty() || self.weekdays.iter().any(|day| !(1..=7).contains(day)) {
            return Err(("weekdays", "Choose at least one day of the week."));
        }
        if !(0..24).contains(&self.from_hour) || self.until_hour <= self.from_hour || self.until_hour > 24 {
            return Err(("until_hour", "The hours end after they begin, on the same day."));
        }
        if TimeZone::get(&self.zone).is_err() {
            return Err(("zone", "There is no such time zone. It is written as Europe/Berlin."));
        }
        Ok(())
    }

    fn zoned(&self, at: Timestamp) -> ZonedDateTime {
        at.to_zoned_datetime(TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC))
    }

    /// Whether something is sent on a day.
    pub fn is_day(&self, day: Date) -> bool {
        self.weekdays.contains(&day.weekday().to_monday_one_offset()) && !self.holidays.contains(&day)
    }

    fn start_of(&self, day: Date, zone: &TimeZone) -> Option<Timestamp> {
        Some(day.at(self.from_hour, 0, 0, 0).to_zoned_datetime(zone.clone()).ok()?.timestamp())
    }

    /// The first moment from `at` on at which something is sent.
    pub fn from(&self, at: Timestamp) -> Timestamp {
        let here = self.zoned(at);
        let (mut day, hour) = (here.date(), here.hour());
        if self.is_day(day) && (self.from_hour..self.until_hour).contains(&hour) {
            return at;
        }
        if hour >= self.until_hour {
            day = day.tomorrow().unwrap_or(day);
        }
        for _ in 0..LOOK_AHEAD {
            if self.is_day(day) {
                return self.start_of(day, here.time_zone()).map_or(at, |start| start.max(at));
            }
            day = day.tomorrow().unwrap_or(day);
        }
        at
    }

    /// The moment that many sending days after `at`, at the same time of day.
    pub fn days_after(&self, at: Timestamp, days: u32) -> Timestamp {
        let here = self.zoned(self.from(at));
        let (mut day, mut left) = (here.date(), days);
        for _ in 0..LOOK_AHEAD {
            if left == 0 {
                break;
            }
            day = day.tomorrow().unwrap_or(day);
            left -= u32::from(self.is_day(day));
        }
        let then = day.to_datetime(here.time()).to_zoned_datetime(here.time_zone().clone());
        then.map_or(at, |then| self.from(then.timestamp()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn berlin() -> Sending {
        let holidays = vec!["2026-12-25".parse().unwrap()];
        Sending { zone: "Europe/Berlin".into(), holidays, ..Sending::default() }
    }

    #[test]
    fn what_comes_up_at_night_or_at_the_weekend_waits_for_the_morning() {
        let sending = berlin();
        for (asked, sent) in [
            ("2026-11-25T10:00:00Z", "2026-11-25T10:00:00Z"),
            ("2026-11-25T17:00:00Z", "2026-11-26T07:00:00Z"),
            ("2026-11-27T20:00:00Z", "2026-11-30T07:00:00Z"),
            ("2026-12-24T20:00:00Z", "2026-12-28T07:00:00Z"),
            ("2026-11-25T03:00:00Z", "2026-11-25T07:00:00Z"),
        ] {
            assert_eq!(sending.from(at(asked)), at(sent), "{asked}");
        }
    }

    #[test]
    fn days_are_counted_without_those_on_which_nothing_is_sent() {
        let sending = berlin();
        assert_eq!(sending.days_after(at("2026-11-26T10:00:00Z"), 2), at("2026-11-30T10:00:00Z"));
        assert_eq!(sending.days_after(at("2026-12-24T10:00:00Z"), 1), at("2026-12-28T10:00:00Z"));
    }

    #[test]
    fn settings_that_send_never_are_refused() {
        let never = Sending { weekdays: vec![], ..Sending::default() };
        assert_eq!(never.check().unwrap_err().0, "weekdays");
        let backwards = Sending { from_hour: 18, until_hour: 8, ..Sending::default() };
        assert_eq!(backwards.check().unwrap_err().0, "until_hour");
        let nowhere = Sending { zone: "Middle/Earth".into(), ..Sending::default() };
        assert_eq!(nowhere.check().unwrap_err().0, "zone");
        assert_eq!(Sending::default().check(), Ok(()));
    }

    proptest! {
        #[test]
        fn it_is_sent_within_hours_and_not_before_it_was_asked(
            seconds in 1_700_000_000i64..1_900_000_000,
            weekdays in prop::collection::btree_set(1i8..=7, 1..7),
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
        ) {
            let sending = Sending { weekdays: weekdays.into_iter().collect(), zone: zone.into(), ..Sending::default() };
            let asked = Timestamp::from_second(seconds).unwrap();
            let sent = sending.from(asked);
            let there = sending.zoned(sent);
            prop_assert!(sent >= asked);
            prop_assert!(sending.is_day(there.date()) && (8..18).contains(&there.hour()));
            prop_assert_eq!(sending.from(sent), sent);
            prop_assert!(sending.days_after(asked, 3) > sending.days_after(asked, 2));
        }
    }
}
