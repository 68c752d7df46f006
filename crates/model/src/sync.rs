//! A run that brings records of another system in step: why it began, where it stands, what it saw and did.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::remote::RecordKind;

/// How much a run reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunMode {
    /// Every record, so that missing ones are noticed.
    Full,
    /// What changed since the last run.
    Changes,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Waiting for a worker, or being done.
    Running,
    /// A person paused it; it goes on where it stopped.
    Paused,
    /// It would change more than the set share: a person says whether it may.
    Asking,
    /// Everything was seen.
    Done,
    /// It ended without having seen everything; what was seen is kept and nothing was removed.
    Partial,
    /// It could not go on; the next one begins anew.
    Failed,
    /// A person stopped it.
    Stopped,
}

/// What began a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunTrigger {
    /// The connection was enabled for the first time.
    First,
    /// Its time had come.
    Schedule,
    /// A person pressed the button.
    Person,
    /// The count there differed from what is known here.
    Census,
}

/// What a run did to the records of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Read, each record once.
    pub seen: u64,
    /// New here.
    pub made: u64,
    /// Known here and changed.
    pub changed: u64,
    /// Known here and the same.
    pub unchanged: u64,
    /// No longer there, confirmed one by one.
    pub gone: u64,
    /// Not taken over; each has a note that says why.
    pub skipped: u64,
    /// How many there are, as the other system counts them.
    pub total: Option<u64>,
}

/// What a run did, by kind of record.
pub type Tally = BTreeMap<RecordKind, Counts>;

macro_rules! words {
    ($type:ident: $($variant:ident $word:literal),*) => {
        impl $type {
            /// The word kept in the database and used by the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads the word back.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words!(RunMode: Full "full", Changes "changes");
words!(RunState: Running "running", Paused "paused", Asking "asking", Done "done", Partial "partial",
    Failed "failed", Stopped "stopped");
words!(RunTrigger: First "first", Schedule "schedule", Person "person", Census "census");

impl RunState {
    /// Whether the run will do nothing more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Partial | Self::Failed | Self::Stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_is_keyed_by_the_words_of_the_kinds() {
        let tally = Tally::from([(RecordKind::Job, Counts { seen: 3, ..Default::default() })]);
        let text = serde_json::to_string(&tally).unwrap();
        assert!(text.starts_with(r#"{"job":{"seen":3,"#), "{text}");
        assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), tally);
        assert_eq!(RunState::parse("asking"), Some(RunState::Asking));
        assert!(!RunState::Asking.is_over());
    }
}
