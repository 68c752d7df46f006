//! How fast a vendor may be called: so many calls in a while, as it says itself with each answer.
//!
//! A vendor counts a call when it arrives, in windows that it begins when it likes. Here a place is free again one
//! window after its answer came: whatever the vendor's windows, no more than the limit fall into one of them.

use std::{collections::VecDeque, sync::Mutex, time::Duration};

use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use crate::clock::Clock;

/// The vendor's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many calls, until an answer says another number.
    pub calls: usize,
    /// In so long.
    pub window: Duration,
}

/// The names under which answers tell the limit, what is left of it, and at which second it is whole again.
const LIMIT: &str = "x-ratelimit-limit";
const REMAINING: &str = "x-ratelimit-remaining";
const RESET: &str = "x-ratelimit-reset";

/// Keeps the calls of one connection within the vendor's limit.
pub struct Pace {
    window: SignedDuration,
    state: Mutex<State>,
}

struct State {
    most: usize,
    in_the_air: usize,
    /// When each call of the last window was answered.
    answered: VecDeque<Timestamp>,
    /// Until when the vendor wants no call, whoever used its limit up.
    closed_until: Option<Timestamp>,
}

impl Pace {
    /// A pace that keeps a limit.
    pub fn new(limit: Limit) -> Self {
        let state =
            State { most: limit.calls.max(1), in_the_air: 0, answered: VecDeque::new(), closed_until: None };
        // A window that can't be told as a time is no limit.
        let window = SignedDuration::try_from(limit.window).unwrap_or_default();
        Self { window, state: Mutex::new(state) }
    }

    /// Takes a place for a call, or says how long to wait before asking again.
    fn begin(&self, now: Timestamp) -> Result<(), Duration> {
        let mut state = self.lock();
        while state.answered.front().is_some_and(|at| *at + self.window <= now || *at > now) {
            state.answered.pop_front();
        }
        if let Some(until) = state.closed_until.filter(|until| *until > now) {
            return Err(until.duration_since(now).unsigned_abs());
        }
        state.closed_until = None;
        if state.in_the_air + state.answered.len() < state.most {
            state.in_the_air += 1;
            return Ok(());
        }
        // Where all are in the air, one of them ends soon.
        let free = state.answered.front().map(|at| (*at + self.window).duration_since(now).unsigned_abs());
        Err(free.unwrap_or(Duration::from_millis(20)))
    }

    /// A call came back at this time, with these headers where an answer came.
    fn end(&self, now: Timestamp, headers: Option<&HeaderMap>, vendors_now: Option<Timestamp>) {
        let mut state = self.lock();
        state.in_the_air = state.in_the_air.saturating_sub(1);
        state.answered.push_back(now);
        let number = |name: &str| headers?.get(name)?.to_str().ok()?.trim().parse::<i64>().ok();
        if let Some(most) = number(LIMIT).and_then(|most| usize::try_from(most).ok()) {
            state.most = most.max(1);
        }
        if number(REMAINING) != Some(0) {
            return;
        }
        // By the vendor's clock, which may differ from ours; without it a window is long enough.
        let reset = number(RESET).and_then(|second| Timestamp::from_second(second).ok());
        let wait = match (reset, vendors_now) {
            (Some(reset), Some(theirs)) => reset.duration_since(theirs) + SignedDuration::from_secs(1),
            _ => self.window,
        };
        state.closed_until = Some(now + wait.clamp(SignedDuration::ZERO, self.window * 2));
    }

    /// A place for a call, as soon as there is one.
    pub(crate) async fn place<'a>(&'a self, clock: &'a dyn Clock) -> Place<'a> {
        while let Err(wait) = self.begin(clock.now()) {
            clock.sleep(wait).await;
        }
        Place { pace: self, clock, is_over: false }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A call's place. Where the call is broken off it ends, too: the vendor may have counted it.
pub(crate) struct Place<'a> {
    pace: &'a Pace,
    clock: &'a dyn Clock,
    is_over: bool,
}

impl Place<'_> {
    /// The call came back, with these headers and this time of the vendor's where an answer came.
    pub(crate) fn end(mut self, headers: Option<&HeaderMap>, vendors_now: Option<Timestamp>) {
        self.is_over = true;
        self.pace.end(self.clock.now(), headers, vendors_now);
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.pace.end(self.clock.now(), None, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn told(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn no_window_of_the_vendors_sees_more_than_the_limit() {
        let pace = Pace::new(Limit { calls: 2, window: Duration::from_secs(10) });
        assert_eq!((pace.begin(at(0)), pace.begin(at(0))), (Ok(()), Ok(())));
        assert!(pace.begin(at(0)).is_err(), "two are in the air");
        pace.end(at(1), None, None);
        pace.end(at(3), None, None);
        assert_eq!(pace.begin(at(4)), Err(Duration::from_secs(7)));
        assert_eq!((pace.begin(at(11)), pace.begin(at(11))), (Ok(()), Err(Duration::from_secs(2))));
    }

    #[test]
    fn what_the_vendor_says_of_its_limit_is_believed() {
        let pace = Pace::new(Limit { calls: 1, window: Duration::from_secs(30) });
        pace.begin(at(0)).unwrap();
        pace.end(at(0), Some(&told(&[(LIMIT, "3"), (REMAINING, "2")])), None);
        assert_eq!((pace.begin(at(0)), pace.begin(at(0))), (Ok(()), Ok(())));
        // Somebody else uses the same key, and the vendor's clock is ten minutes behind ours.
        let reset = (1_800_000_000 - 600 + 12).to_string();
        pace.end(at(1), Some(&told(&[(REMAINING, "0"), (RESET, &reset)])), Some(at(-600 + 1)));
        assert_eq!(pace.begin(at(1)), Err(Duration::from_secs(12)));
        pace.end(at(1), None, None);
        assert!(pace.begin(at(13)).is_err(), "ours still count");
        assert_eq!(pace.begin(at(31)), Ok(()));
    }
}
