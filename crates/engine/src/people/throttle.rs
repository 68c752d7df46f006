//! Slowing down whoever guesses passwords, by the e-mail address tried and by the network address it is tried from.

use std::time::Duration;

use jiff::Timestamp;
use store::people::throttle::{self, Failures};

use super::token;
use crate::{App, error::Result};

/// How many failures in a row are free: everyone mistypes.
const FREE: u32 = 5;

/// The wait after the last free failure; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_secs(15);

/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// After how long without a failure the count starts anew.
const FORGOTTEN: Duration = Duration::from_secs(60 * 60);

/// The two counts that one attempt goes to.
pub(crate) struct Counts([String; 2]);

impl Counts {
    /// The counts for an e-mail address, as it is compared, and a network address.
    pub(crate) fn of(email: &str, address: &str) -> Self {
        // Always in the same order, so that two attempts at once don't wait for each other in a circle.
        let mut keys = [token::hash(&format!("email {email}")), token::hash(&format!("address {address}"))];
        keys.sort();
        Self(keys)
    }
}

/// Counts an attempt as failed before it is made, so that many at once don't pass together. Where it may not be made,
/// the answer is how long to wait, and nothing is counted.
pub(crate) async fn attempt(app: &App, counts: &Counts) -> Result<Option<Duration>> {
    let (now, tx) = (app.now(), app.db.begin().await?);
    let mut held = Vec::with_capacity(counts.0.len());
    for key in &counts.0 {
        let failures = throttle::hold(&tx, key).await?;
        if failures.blocked_until > now {
            let wait = failures.blocked_until.duration_since(now);
            return Ok(Some(wait.unsigned_abs()));
        }
        held.push((key, failures));
    }
    for (key, failures) in held {
        throttle::update(&tx, key, one_more(failures, now)).await?;
    }
    tx.commit().await?;
    Ok(None)
}

/// Keeps that an attempt failed in the end. It is written for every failure, so that a sign-in for an address that
/// nobody has costs a write as one with a wrong password does, and the time it takes tells nothing.
pub(crate) async fn failed(app: &App, tx: &store::Tx, counts: &Counts) -> Result<()> {
    for key in &counts.0 {
        throttle::ended(tx, key, app.now()).await?;
    }
    Ok(())
}

/// Forgets the counts, for the attempt was good.
pub(crate) async fn forget(app: &App, tx: &store::Tx, counts: &Counts) -> Result<()> {
    for key in &counts.0 {
        throttle::clear(tx, key).await?;
    }
    Ok(throttle::clear_before(tx, app.now() - FORGOTTEN).await?)
}

fn one_more(before: Failures, now: Timestamp) -> Failures {
    let stale = before.last_at + FORGOTTEN < now;
    let count = if stale { 1 } else { before.count.saturating_add(1) };
    let blocked_until = count.checked_sub(FREE).map_or(Timestamp::UNIX_EPOCH, |over| now + wait_after(over));
    Failures { count, last_at: now, blocked_until }
}

fn wait_after(over: u32) -> Duration {
    FIRST_WAIT.saturating_mul(2u32.saturating_pow(over)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let seconds: Vec<_> = (0..8).map(|over| wait_after(over).as_secs()).collect();
        assert_eq!(seconds, [15, 30, 60, 120, 240, 480, 900, 900]);
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    }

    #[test]
    fn the_fifth_failure_starts_the_wait_and_an_hour_forgets() {
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut failures = Failures { count: 0, last_at: at(0), blocked_until: at(0) };
        for second in 0..4 {
            failures = one_more(failures, at(second));
            assert_eq!(failures.blocked_until, Timestamp::UNIX_EPOCH);
        }
        failures = one_more(failures, at(4));
        assert_eq!(failures.blocked_until, at(4 + 15));
        assert_eq!(one_more(failures, at(4 + 3601)).count, 1);
    }
}
