//! The rate limit: so many calls of a key in each window of some seconds. Whether the vendor's window is fixed or
//! slides is not said; here it is fixed and begins with a key's first call.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use connect::World;
use serde_json::Value;

const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// What each key has used up: since which second, and how many calls.
#[derive(Default)]
pub struct Usage(Mutex<HashMap<String, (i64, u64)>>);

/// Where a key stands after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    limit: u64,
    remaining: u64,
    /// The second, of Unix time, at which the next window begins, and how many seconds are left until then: for a
    /// call that was one too many.
    over: Option<(i64, i64)>,
}

impl Usage {
    /// Counts a call of a key by the world's clock; `None` where `limits.v1` of the documents sets no limit.
    pub fn count(&self, world: &World, key: &str) -> Option<Standing> {
        let (most, seconds) = world.read(limit)?;
        let mut usage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Some(spend(usage.entry(key.to_owned()).or_default(), most, seconds, world.clock.now().as_second()))
    }
}

impl Standing {
    /// Whether the call was one too many.
    pub fn is_over(&self) -> bool {
        self.over.is_some()
    }

    /// Tells the caller, as the vendor does on every answer.
    pub fn tell(&self, headers: &mut HeaderMap) {
        headers.insert(LIMIT, HeaderValue::from(self.limit));
        headers.insert(REMAINING, HeaderValue::from(self.remaining));
        if let Some((reset, left)) = self.over {
            headers.insert(RESET, HeaderValue::from(reset));
            headers.insert(header::RETRY_AFTER, HeaderValue::from(left));
        }
    }
}

fn limit(documents: &Value) -> Option<(u64, i64)> {
    let limits = &documents["limits"]["v1"];
    Some((limits["requests"].as_u64()?, limits["seconds"].as_i64().unwrap_or(10).max(1)))
}

fn spend(used: &mut (i64, u64), limit: u64, seconds: i64, now: i64) -> Standing {
    if !(used.0..used.0 + seconds).contains(&now) {
        *used = (now, 0);
    }
    if used.1 >= limit {
        let reset = used.0 + seconds;
        return Standing { limit, remaining: 0, over: Some((reset, reset - now)) };
    }
    used.1 += 1;
    Standing { limit, remaining: limit - used.1, over: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_too_many_is_told_when_to_come_again() {
        let mut used = (0, 0);
        let mut spend = |now| spend(&mut used, 2, 10, now);
        assert_eq!((spend(100).remaining, spend(103).remaining), (1, 0));
        assert_eq!(spend(104).over, Some((110, 6)));
        assert!(!spend(110).is_over());
        // A clock that was set back begins anew.
        assert!(!spend(50).is_over());
    }
}
