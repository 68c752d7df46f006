//! The rate limit. The vendor has one and does not publish it: off unless `limits.requests` is a number.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use connect::World;
use serde_json::Value;

use super::errors::Refusal;

/// What each key has used up: since which second, and how many calls.
#[derive(Default)]
pub struct Usage(Mutex<HashMap<String, (i64, u64)>>);

impl Usage {
    /// Counts a call of a key. `limits.requests` calls are let through in each `limits.seconds`, of the world's time.
    ///
    /// # Errors
    /// 429 with the seconds until the next ones are let through.
    pub fn count(&self, world: &World, key: &str) -> Result<(), Refusal> {
        let Some((most, seconds)) = world.read(limit) else { return Ok(()) };
        let mut usage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spend(usage.entry(key.to_owned()).or_default(), most, seconds, world.clock.now().as_second())
    }
}

fn limit(documents: &Value) -> Option<(u64, i64)> {
    let limits = &documents["limits"];
    Some((limits["requests"].as_u64()?, limits["seconds"].as_i64().unwrap_or(10).max(1)))
}

fn spend(used: &mut (i64, u64), most: u64, seconds: i64, now: i64) -> Result<(), Refusal> {
    if !(used.0..used.0 + seconds).contains(&now) {
        *used = (now, 0);
    }
    if used.1 >= most {
        return Err(Refusal::too_many((used.0 + seconds - now).unsigned_abs()));
    }
    used.1 += 1;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::spend;

    #[test]
    fn what_is_too_much_is_told_when_to_come_again() {
        let mut used = (0, 0);
        let mut spend = |now| spend(&mut used, 2, 10, now).map_err(|refused| refused.retry_after);
        assert_eq!((spend(100), spend(103), spend(104)), (Ok(()), Ok(()), Err(Some(6))));
        assert_eq!(spend(110), Ok(()));
        // A clock that was set back begins anew.
        assert_eq!((spend(50), spend(51), spend(52)), (Ok(()), Ok(()), Err(Some(8))));
    }
}
