//! How fast a vendor may be called: so many calls in a while, as it says itself with each answer.
//!
//! A vendor counts a call when it arrives, in windows that it begins when it likes. Here a place is free again one
//! window after its answer came: whatever the vendor's windows, no more than the limit fall into one of them. Several
//! processes take their places from one [`ledger`].

pub mod ledger;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use self::ledger::{LedgerKeeper, Wish};
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

/// The ledger has to answer within this time of the machine's, or this process goes by its own count for a while.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps the calls of one connection within the vendor's limit.
pub struct Pace {
    window: SignedDuration,
    state: Mutex<State>,
    shared: Option<Shared>,
}

/// What is shared with other processes.
struct Shared {
    keeper: Arc<dyn LedgerKeeper>,
    /// One asks for all who wait.
    asking: tokio::sync::Mutex<()>,
}

struct State {
    most: usize,
    /// Whether the vendor told the number.
    is_told: bool,
    in_the_air: usize,
    /// When each call of the last window was answered.
    answered: VecDeque<Timestamp>,
    /// Until when the vendor wants no call, whoever used its limit up.
    closed_until: Option<Timestamp>,
    /// What was left after the last answer, and how many calls of ours the vendor's window saw so far.
    left: i64,
    in_window: usize,
    /// The places from the ledger: how many are left, and until when.
    places: (usize, Timestamp),
    /// How many calls were answered since then.
    used: usize,
}

/// Why a call has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// So long at least.
    For(Duration),
    /// For places from the ledger.
    Places,
}

impl Pace {
    /// A pace that keeps a limit in this process alone.
    pub fn new(limit: Limit) -> Self {
        Self::made(limit, None)
    }

    /// A pace that keeps a limit together with other processes.
    pub fn shared(limit: Limit, keeper: Arc<dyn LedgerKeeper>) -> Self {
        Self::made(limit, Some(Shared { keeper, asking: tokio::sync::Mutex::default() }))
    }

    fn made(limit: Limit, shared: Option<Shared>) -> Self {
        let state = State {
            most: limit.calls.max(1),
            is_told: false,
            in_the_air: 0,
            answered: VecDeque::new(),
            closed_until: None,
            left: 0,
            in_window: 0,
            places: (0, Timestamp::UNIX_EPOCH),
            used: 0,
        };
        // A window that can't be told as a time is no limit.
        let window = SignedDuration::try_from(limit.window).unwrap_or_default();
        Self { window, state: Mutex::new(state), shared }
    }

    /// Takes a place for a call, or says what to wait for before asking again.
    fn begin(&self, now: Timestamp) -> Result<(), Wait> {
        let mut state = self.lock();
        while state.answered.front().is_some_and(|at| *at + self.window <= now || *at > now) {
            state.answered.pop_front();
        }
        if let Some(until) = state.closed_until.filter(|until| *until > now) {
            return Err(Wait::For(until.duration_since(now).unsigned_abs()));
        }
        state.closed_until = None;
        if state.in_the_air + state.answered.len() >= state.most {
            // Where all are in the air, one of them ends soon.
            let free =
                state.answered.front().map(|at| (*at + self.window).duration_since(now).unsigned_abs());
            return Err(Wait::For(free.unwrap_or(Duration::from_millis(20))));
        }
        if self.shared.is_some() {
            if !has_place(&state, now) {
                return Err(Wait::Places);
            }
            state.places.0 -= 1;
        }
        state.in_the_air += 1;
        Ok(())
    }

    /// A call came back at this time, with these headers where an answer came.
    fn end(&self, now: Timestamp, headers: Option<&HeaderMap>, vendors_now: Option<Timestamp>) {
        let mut state = self.lock();
        state.in_the_air = state.in_the_air.saturating_sub(1);
        state.answered.push_back(now);
        state.used += 1;
        let number = |name: &str| headers?.get(name)?.to_str().ok()?.trim().parse::<i64>().ok();
        if let Some(most) = number(LIMIT).and_then(|most| usize::try_from(most).ok()) {
            (state.most, state.is_told) = (most.max(1), true);
        }
        let Some(left) = number(REMAINING) else { return };
        // More is left than before, and not because answers came out of turn: the vendor began a new window.
        let is_new = left > state.left + i64::try_from(state.in_the_air).unwrap_or(0) + 1;
        state.in_window = if is_new { 1 } else { state.in_window + 1 };
        state.left = left;
        // All of it was used by the calls that are counted here: they are free again one by one.
        if left > 0 || state.in_window >= state.most {
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
        loop {
            match (self.begin(clock.now()), &self.shared) {
                (Ok(()), _) => return Place { pace: self, clock, is_over: false },
                (Err(Wait::Places), Some(shared)) => self.ask(shared, clock).await,
                (Err(Wait::For(wait)), _) => clock.sleep(wait).await,
                // Nobody waits for places who has no ledger.
                (Err(Wait::Places), None) => {}
            }
        }
    }

    /// Asks for places, for all who wait.
    async fn ask(&self, shared: &Shared, clock: &dyn Clock) {
        let _asking = shared.asking.lock().await;
        let wish = {
            let state = self.lock();
            if has_place(&state, clock.now()) {
                return;
            }
            Wish {
                calls: state.most,
                is_told: state.is_told,
                window: self.window,
                answered: state.used,
                last: state.answered.back().copied(),
                in_the_air: state.in_the_air,
            }
        };
        let granted = tokio::time::timeout(PATIENCE, shared.keeper.take(&wish)).await;
        let now = clock.now();
        let Ok(Ok(grant)) = granted else {
            // Rather too fast together than nobody at all.
            tracing::warn!(
                "the pace that processes share can't be reached, so this one goes by its own count"
            );
            let mut state = self.lock();
            state.places = (state.most, now + self.window);
            return;
        };
        {
            let mut state = self.lock();
            state.used = state.used.saturating_sub(wish.answered);
            state.places = (grant.places, grant.until);
            state.most = grant.calls.max(1);
        }
        if grant.places == 0 {
            clock.sleep(grant.until.duration_since(now).unsigned_abs().max(Duration::from_millis(20))).await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Whether a place from the ledger is left.
fn has_place(state: &State, now: Timestamp) -> bool {
    let (left, until) = state.places;
    left > 0 && now < until
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

    fn wait(seconds: u64) -> Result<(), Wait> {
        Err(Wait::For(Duration::from_secs(seconds)))
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
        assert_eq!(pace.begin(at(4)), wait(7));
        assert_eq!((pace.begin(at(11)), pace.begin(at(11))), (Ok(()), wait(2)));
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
        assert_eq!(pace.begin(at(1)), wait(12));
        pace.end(at(1), None, None);
        assert!(pace.begin(at(13)).is_err(), "ours still count");
        assert_eq!(pace.begin(at(31)), Ok(()));
    }
}
