//! What several processes take from one limit: a ledger that all of them reach, from which each takes a few places at
//! a time, so that not every call has to ask.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// A process takes so large a part of the limit at a time: what it does not use is withheld from the others for a
/// while.
const PART: usize = 10;

/// Where a connection's ledger is kept, for all processes that use the connection.
#[async_trait]
pub trait LedgerKeeper: Send + Sync {
    /// Enters what this process used and takes new places, while no other process does the same: [`Ledger::take`] by
    /// this process's own name.
    async fn take(&self, wish: &Wish) -> Result<Grant>;
}

/// What a process used of its last places, and asks for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The limit, as this process knows it.
    pub calls: usize,
    /// Whether the vendor told that number, and it is not only assumed.
    pub is_told: bool,
    /// How long a call counts after its answer.
    pub window: SignedDuration,
    /// How many calls were answered since the last wish,
    pub answered: usize,
    /// and when the last of them was.
    pub last: Option<Timestamp>,
    /// How many are in the air.
    pub in_the_air: usize,
}

/// What a process was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// So many places,
    pub places: usize,
    /// for calls that begin before this time; where there is no place, when to ask again.
    pub until: Timestamp,
    /// The limit, as the vendor told it to any of them.
    pub calls: usize,
}

/// The places that are given out and count still.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// What the vendor told of its limit.
    #[serde(default)]
    told: Option<usize>,
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// Who holds the places; nobody once they were used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder: Option<String>,
    places: usize,
    /// From when they are free again.
    free_at: Timestamp,
}

impl Ledger {
    /// Enters what a process used, and gives it places as far as there are any.
    pub fn take(&mut self, holder: &str, wish: &Wish, now: Timestamp) -> Grant {
        self.told = wish.is_told.then_some(wish.calls).or(self.told);
        let calls = self.told.unwrap_or(wish.calls);
        // A time that lies too far ahead is of a clock that was set back since.
        let longest = now + wish.window * 2;
        let held = |entry: &Entry| entry.holder.as_deref() == Some(holder);
        self.entries.retain(|entry| entry.free_at > now && entry.free_at <= longest && !held(entry));
        if let Some(last) = wish.last.filter(|_| wish.answered > 0) {
            self.enter(None, wish.answered, last + wish.window);
        }
        let taken: usize = self.entries.iter().map(|entry| entry.places).sum();
        let free = calls.saturating_sub(taken + wish.in_the_air);
        let places = free.min((calls / PART).max(1));
        // Used at the last moment, they count for one window more.
        self.enter(Some(holder.to_owned()), wish.in_the_air + places, longest);
        let until = if places > 0 { now + wish.window } else { self.worth_asking(now, wish.window) };
        Grant { places, until, calls }
    }

    fn enter(&mut self, holder: Option<String>, places: usize, free_at: Timestamp) {
        if places > 0 {
            self.entries.push(Entry { holder, places, free_at });
        }
    }

    /// When the first place may be free: one that is held can be given back before its time.
    fn worth_asking(&self, now: Timestamp, window: SignedDuration) -> Timestamp {
        let soon = now + window / 10;
        let free =
            |entry: &Entry| if entry.holder.is_some() { soon.min(entry.free_at) } else { entry.free_at };
        self.entries.iter().map(free).min().unwrap_or(soon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: SignedDuration = SignedDuration::from_secs(10);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn wish(answered: usize, last: i64) -> Wish {
        let last = (answered > 0).then(|| at(last));
        Wish { calls: 20, is_told: false, window: WINDOW, answered, last, in_the_air: 0 }
    }

    #[test]
    fn two_who_take_from_it_are_given_the_limit_together() {
        let mut ledger = Ledger::default();
        let mut given = 0;
        for nth in 0..10 {
            let holder = ["one", "two"][nth % 2];
            given += ledger.take(holder, &wish(if nth < 2 { 0 } else { 2 }, 0), at(0)).places;
        }
        assert_eq!(given, 20);
        let one = ledger.take("one", &wish(2, 0), at(1));
        assert_eq!((one.places, one.until), (0, at(2)), "the other one may give places back");
        let two = ledger.take("two", &wish(2, 3), at(4));
        assert_eq!((two.places, two.until), (0, at(10)), "what was used first is free first");
        assert_eq!(ledger.take("two", &wish(0, 0), at(10)).places, 2);
    }

    #[test]
    fn what_was_not_used_is_given_back_and_what_is_in_the_air_is_not() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.take("one", &Wish { calls: 4, ..wish(0, 0) }, at(0)).places, 1);
        let one = Wish { calls: 4, in_the_air: 3, ..wish(0, 0) };
        assert_eq!(ledger.take("one", &one, at(1)).places, 1);
        assert_eq!(ledger.take("two", &Wish { calls: 4, ..wish(0, 0) }, at(1)).places, 0);
        // The fourth call was never made.
        ledger.take("one", &Wish { calls: 4, ..wish(3, 2) }, at(2));
        assert_eq!(ledger.take("one", &Wish { calls: 4, ..wish(0, 0) }, at(3)).places, 1);
        // Who died holds nobody up for longer than two windows, and neither does a clock that was set back.
        assert_eq!(ledger.take("two", &Wish { calls: 1, ..wish(0, 0) }, at(30)).places, 1);
        assert_eq!(ledger.take("one", &Wish { calls: 1, ..wish(0, 0) }, at(-500)).places, 1);
    }

    #[test]
    fn what_the_vendor_told_one_of_them_counts_for_all() {
        let mut ledger = Ledger::default();
        let told = Wish { calls: 500, is_told: true, ..wish(0, 0) };
        assert_eq!(ledger.take("one", &told, at(0)).places, 50);
        let other = ledger.take("two", &wish(0, 0), at(0));
        assert_eq!((other.places, other.calls), (50, 500));
    }
}
