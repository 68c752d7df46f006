//! The rate limit: so many calls of a credential in each window of the clock. Off unless it is set in `limits`.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, HeaderValue};
use connect::World;

/// How many calls each credential made in which window, by the beginning of the window.
#[derive(Default)]
pub struct Usage(Mutex<HashMap<String, (i64, u64)>>);

/// What a call leaves of the window it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    most: u64,
    left: u64,
    /// When the next window begins, in seconds of the epoch.
    reset: i64,
    now: i64,
    /// Whether this call was one too many.
    pub is_over: bool,
}

impl Usage {
    /// Counts a call. `None` where `limits.{limit}` sets no limit.
    pub fn count(&self, world: &World, limit: &str, seconds: i64, who: &str) -> Option<Left> {
        let (most, seconds) = world.read(|documents| {
            let limit = &documents["limits"][limit];
            Some((limit["requests"].as_u64()?, limit["seconds"].as_i64().unwrap_or(seconds).max(1)))
        })?;
        let mut usage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Some(spend(usage.entry(who.to_owned()).or_default(), most, seconds, world.clock.now().as_second()))
    }
}

fn spend(used: &mut (i64, u64), most: u64, seconds: i64, now: i64) -> Left {
    let begun = now - now.rem_euclid(seconds);
    if used.0 != begun {
        *used = (begun, 0);
    }
    let is_over = used.1 >= most;
    used.1 += u64::from(!is_over);
    Left { most, left: most - used.1, reset: begun + seconds, now, is_over }
}

impl Left {
    /// The seconds until the next window.
    pub fn wait(&self) -> i64 {
        self.reset - self.now
    }

    /// Tells it in an answer's headers.
    pub fn tell(&self, headers: &mut HeaderMap) {
        headers.insert("x-ratelimit-limit", HeaderValue::from(self.most));
        headers.insert("x-ratelimit-remaining", HeaderValue::from(self.left));
        headers.insert("x-ratelimit-reset", HeaderValue::from(self.reset));
    }
}

#[cfg(test)]
mod tests {
    use super::spend;

    #[test]
    fn a_window_begins_by_the_clock_and_not_with_the_first_call() {
        let mut used = (0, 0);
        let mut spend = |now| {
            let left = spend(&mut used, 2, 30, now);
            (left.left, left.reset, left.wait(), left.is_over)
        };
        assert_eq!(spend(89), (1, 90, 1, false));
        assert_eq!(spend(90), (1, 120, 30, false));
        assert_eq!(spend(100), (0, 120, 20, false));
        assert_eq!(spend(119), (0, 120, 1, true));
        assert_eq!(spend(120), (1, 150, 30, false));
    }
}
