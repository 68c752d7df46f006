//! What it takes to go on with a run where it stopped.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use jiff::Timestamp;
use model::remote::{Part, RecordKind};
use serde::{Deserialize, Serialize};
use store::sync::run::Run;
use uuid::Uuid;

/// How exactly other systems tell the time at which they answer.
const SECOND: Duration = Duration::from_secs(1);

/// Where a run stands; kept with the run in each of its transactions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Progress {
    /// The kinds that are over.
    pub done: Vec<RecordKind>,
    /// The kind being read.
    pub walk: Option<Walk>,
    /// Why a kind was not seen whole.
    pub partial: BTreeMap<RecordKind, String>,
    /// The parts that were held back of records of a kind, each said once.
    pub withheld: BTreeMap<RecordKind, BTreeSet<Part>>,
    /// What there is to say of the fields was said.
    pub fields_said: bool,
    /// How many records of a kind were changed or found gone.
    pub risk: BTreeMap<RecordKind, u64>,
    /// How many records of a kind were known when it began to be read.
    pub known: BTreeMap<RecordKind, u64>,
    /// How far the clock there is ahead of ours, in seconds, by the run's first answer that tells the time.
    pub ahead: Option<i64>,
    /// The clock there went back since the run before, so that neither its window nor what is older than known counts.
    pub went_back: bool,
    /// How often in a row the other system could not be read.
    pub failures: u32,
    /// How many remarks were kept.
    pub remarks: u64,
    /// How many more remarks there were.
    pub remarks_left_out: u64,
}

/// One walk through the records of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Walk {
    /// Which kind.
    pub kind: RecordKind,
    /// Tells what this walk saw from what others saw.
    pub id: Uuid,
    /// Which walk of this kind in this run, from 1.
    pub nth: u32,
    /// The page that comes next; `None` for the first.
    pub cursor: Option<String>,
    /// Every page was read.
    pub read: bool,
    /// The time there when the first page of the first walk was given.
    pub since: Option<Timestamp>,
    /// The time there when the first page of this walk was given.
    pub began: Option<Timestamp>,
    /// How many records there were, by the first page.
    pub first_total: Option<u64>,
    /// How many records there were, by the newest page.
    pub last_total: Option<u64>,
    /// How many of the records seen came in while the walk was under way, for certain.
    pub joined: u64,
    /// How many more came in at the very second at which it began: just before or just after.
    pub joined_maybe: u64,
    /// There were fewer records by one page than by the page before.
    pub shrank: bool,
    /// How many pages were read.
    pub pages: u64,
}

/// What can be said of a walk whose pages are counted out over records that come and go meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Nothing was passed over.
    Whole,
    /// Perhaps something was passed over.
    Unsure,
    /// Records went, so that others moved up to where had been read already.
    Torn,
}

impl Walk {
    pub fn new(kind: RecordKind, id: Uuid) -> Self {
        Self {
            kind,
            id,
            nth: 1,
            cursor: None,
            read: false,
            since: None,
            began: None,
            first_total: None,
            last_total: None,
            joined: 0,
            joined_maybe: 0,
            shrank: false,
            pages: 0,
        }
    }

    /// The same kind from its first page.
    pub fn again(&self, id: Uuid) -> Self {
        Self { nth: self.nth + 1, since: self.since, ..Self::new(self.kind, id) }
    }

    /// Counts a record in that the walk saw for the first time, with when it came into what is walked through.
    pub fn count(&mut self, came: Option<Timestamp>, answered_at: Timestamp) {
        let (Some(came), Some(began)) = (came, self.began) else { return };
        // A date in the future says nothing of when the record came.
        if came > answered_at + SECOND || came < began {
            return;
        }
        if came >= began + SECOND { self.joined += 1 } else { self.joined_maybe += 1 }
    }

    /// Keeps how many records there are by a page.
    pub fn totalled(&mut self, total: Option<u64>) {
        self.pages += 1;
        let Some(total) = total else { return };
        self.shrank |= self.last_total.is_some_and(|before| total < before);
        self.first_total.get_or_insert(total);
        self.last_total = Some(total);
    }

    /// Whether records may have been passed over because others went while the walk was under way. Then there are fewer
    /// at the end than there were at the beginning and have come since.
    pub fn sight(&self) -> Sight {
        let (Some(first), Some(last)) = (self.first_total, self.last_total) else { return Sight::Whole };
        let most = first + self.joined + self.joined_maybe;
        match last {
            _ if self.pages <= 1 => Sight::Whole,
            _ if self.shrank || last < first + self.joined || last > most => Sight::Torn,
            _ if last < most => Sight::Unsure,
            _ => Sight::Whole,
        }
    }
}

impl Progress {
    /// Reads what the run kept; a run that has kept nothing is at its beginning.
    pub fn of(run: &Run) -> Self {
        serde_json::from_value(run.progress.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_770_000_000 + seconds).unwrap()
    }

    fn walk(totals: &[u64], came: &[i64]) -> Walk {
        let mut walk = Walk::new(RecordKind::Job, Uuid::nil());
        walk.began = Some(at(0));
        came.iter().for_each(|second| walk.count(Some(at(*second)), at(60)));
        totals.iter().for_each(|total| walk.totalled(Some(*total)));
        walk
    }

    #[test]
    fn a_walk_is_whole_where_nothing_went() {
        assert_eq!(walk(&[10, 10], &[-5, -9]).sight(), Sight::Whole);
        assert_eq!(walk(&[10, 12], &[3, 4]).sight(), Sight::Whole);
        assert_eq!(walk(&[10, 11], &[0]).sight(), Sight::Whole, "it came in after the first page");
        assert_eq!(walk(&[10, 10], &[99_999_999]).sight(), Sight::Whole, "dated in the future");
        assert_eq!(walk(&[10], &[0, 3]).sight(), Sight::Whole, "one page has no place to move up to");
    }

    #[test]
    fn a_walk_is_torn_where_something_went() {
        assert_eq!(walk(&[10, 9], &[]).sight(), Sight::Torn);
        assert_eq!(walk(&[10, 10], &[5]).sight(), Sight::Torn, "one came, so one went");
        assert_eq!(walk(&[10, 9, 10], &[0]).sight(), Sight::Torn);
        assert_eq!(walk(&[10, 12], &[5]).sight(), Sight::Torn, "one that came was not seen");
        assert_eq!(
            walk(&[10, 10], &[0]).sight(),
            Sight::Unsure,
            "before the first page, or after and one went"
        );
    }
}
