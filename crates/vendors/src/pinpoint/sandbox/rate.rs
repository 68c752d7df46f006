//! The rate limit. The vendor has one and does not publish it: off unless `limits.requests` is a number.

use connect::World;
use serde_json::{Value, json};

use super::errors::Refusal;

/// Counts a call of a key. `limits.requests` calls are let through in each `limits.seconds`, of the world's time.
///
/// # Errors
/// 429 with the seconds until the next ones are let through.
pub fn count(world: &World, key: &str) -> Result<(), Refusal> {
    if world.read(|documents| documents["limits"]["requests"].is_null()) {
        return Ok(());
    }
    let now = world.clock.now().as_second();
    world.change(|documents| spend(documents, key, now))
}

fn spend(documents: &mut Value, key: &str, now: i64) -> Result<(), Refusal> {
    let Some(most) = documents["limits"]["requests"].as_u64() else { return Ok(()) };
    let seconds = documents["limits"]["seconds"].as_i64().unwrap_or(10).max(1);
    let usage = &documents["usage"][key];
    let from = usage["from"].as_i64().filter(|from| (*from..from + seconds).contains(&now)).unwrap_or(now);
    let used = if usage["from"] == from { usage["requests"].as_u64().unwrap_or_default() } else { 0 };
    if used >= most {
        return Err(Refusal::too_many((from + seconds - now).unsigned_abs()));
    }
    documents["usage"][key] = json!({"from": from, "requests": used + 1});
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_told_when_to_come_again() {
        let mut documents = json!({"limits": {"requests": 2, "seconds": 10}});
        let mut spend =
            |key, now| super::spend(&mut documents, key, now).map_err(|refused| refused.retry_after);
        assert_eq!((spend("a", 100), spend("a", 103)), (Ok(()), Ok(())));
        assert_eq!(spend("a", 104), Err(Some(6)));
        assert_eq!(spend("b", 104), Ok(()));
        assert_eq!(spend("a", 110), Ok(()));
        // A clock that was set back begins anew.
        assert_eq!((spend("a", 50), spend("a", 51), spend("a", 52)), (Ok(()), Ok(()), Err(Some(8))));
    }
}
