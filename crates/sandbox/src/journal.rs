//! What was asked of a sandbox and what it answered: the last 10,000 requests, for people and for tests.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::faults::Kind;

const KEPT: usize = 10_000;
const LARGEST_EXCERPT: usize = 4096;

/// One request and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Counts the lines since the start or the last reset, from 1, in the order of their beginning.
    pub number: u64,
    /// Whether the stand-in sent it by itself; else it arrived here.
    pub sent: bool,
    /// When it arrived, by the machine's clock.
    pub time: Timestamp,
    /// HTTP method.
    pub method: String,
    /// Path, with the query; of a message that was sent, the whole address.
    pub path: String,
    /// The status of the answer; none where there was no answer.
    pub status: Option<u16>,
    /// The fault that struck it.
    pub fault: Option<Kind>,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// What was sent.
    pub request: Excerpt,
    /// What the stand-in answered, also where a fault kept it from the caller.
    pub response: Excerpt,
}

/// The beginning of a body.
#[derive(Clone, Debug, Default)]
pub struct Excerpt {
    beginning: Box<[u8]>,
    length: usize,
}

impl Excerpt {
    /// Copies the first 4 KiB, so that a large body is not kept alive by its journal line.
    pub(crate) fn of(body: &Bytes) -> Self {
        Self { beginning: body[..body.len().min(LARGEST_EXCERPT)].into(), length: body.len() }
    }

    /// Length of the whole body in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether more was sent than is kept.
    pub fn is_cut(&self) -> bool {
        self.beginning.len() < self.length
    }

    /// The beginning as text; what is not text is only counted.
    pub fn text(&self) -> String {
        match std::str::from_utf8(&self.beginning) {
            Ok(text) => text.to_owned(),
            // A letter of several bytes may have been cut through at the end.
            Err(error) if self.is_cut() && error.error_len().is_none() => {
                String::from_utf8_lossy(&self.beginning[..error.valid_up_to()]).into_owned()
            }
            Err(_) => format!("({} bytes that are not text)", self.length),
        }
    }
}

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut excerpt = serializer.serialize_struct("Excerpt", 3)?;
        excerpt.serialize_field("text", &self.text())?;
        excerpt.serialize_field("bytes", &self.length())?;
        excerpt.serialize_field("truncated", &self.is_cut())?;
        excerpt.end()
    }
}

/// How much went through a sandbox since its start or its last reset.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counters {
    /// Requests that arrived.
    pub requests: u64,
    /// Requests by the status that was sent.
    pub statuses: BTreeMap<u16, u64>,
    /// Requests whose connection was closed without an answer.
    pub unanswered: u64,
    /// Requests by the fault that struck them.
    pub faults: BTreeMap<Kind, u64>,
    /// Messages that the stand-in sent by itself. They are not among the requests.
    pub messages: u64,
}

#[derive(Default)]
pub(crate) struct Journal(Mutex<Lines>);

#[derive(Default)]
struct Lines {
    counters: Counters,
    begun: u64,
    entries: VecDeque<Arc<Entry>>,
}

impl Journal {
    /// The number of a request that arrives now.
    pub fn arrive(&self) -> u64 {
        let mut lines = self.lines();
        lines.counters.requests += 1;
        lines.begin()
    }

    /// The number of a message that is sent now.
    pub fn send(&self) -> u64 {
        let mut lines = self.lines();
        lines.counters.messages += 1;
        lines.begin()
    }

    pub fn record(&self, entry: Entry) {
        let mut lines = self.lines();
        match entry.status {
            _ if entry.sent => {}
            Some(status) => *lines.counters.statuses.entry(status).or_default() += 1,
            None => lines.counters.unanswered += 1,
        }
        if let Some(kind) = entry.fault {
            *lines.counters.faults.entry(kind).or_default() += 1;
        }
        if lines.entries.len() == KEPT {
            lines.entries.pop_front();
        }
        lines.entries.push_back(Arc::new(entry));
    }

    pub fn clear(&self) {
        *self.lines() = Lines::default();
    }

    pub fn counters(&self) -> Counters {
        self.lines().counters.clone()
    }

    /// The newest entries that contain the words, newest first.
    pub fn newest(&self, filter: &str, most: usize) -> Vec<Arc<Entry>> {
        let words: Vec<_> = filter.split_whitespace().map(str::to_lowercase).collect();
        // The entries are shared out first: a search must not keep requests waiting for the lock.
        let all: Vec<_> = self.lines().entries.iter().rev().cloned().collect();
        all.into_iter().filter(|entry| words.iter().all(|word| entry.says(word))).take(most).collect()
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn begin(&mut self) -> u64 {
        self.begun += 1;
        self.begun
    }
}

impl Entry {
    fn says(&self, word: &str) -> bool {
        let status = self.status.map_or("none".to_owned(), |status| status.to_string());
        self.method.to_lowercase() == word
            || status == word
            || self.fault.is_some_and(|kind| kind.word() == word)
            || self.path.to_lowercase().contains(word)
            || self.request.text().to_lowercase().contains(word)
            || self.response.text().to_lowercase().contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u64, path: &str) -> Entry {
        Entry {
            number,
            sent: false,
            time: Timestamp::UNIX_EPOCH,
            method: "GET".into(),
            path: path.into(),
            status: Some(200),
            fault: None,
            took_ms: 0,
            request: Excerpt::default(),
            response: Excerpt::of(&Bytes::from_static(b"Ana")),
        }
    }

    #[test]
    fn it_keeps_the_last_ten_thousand_and_counts_all() {
        let journal = Journal::default();
        for _ in 0..KEPT + 5 {
            let number = journal.arrive();
            journal.record(entry(number, "/people"));
        }
        let kept = journal.newest("", usize::MAX);
        assert_eq!((kept.len(), kept[0].number, kept[KEPT - 1].number), (KEPT, 10_005, 6));
        assert_eq!(journal.counters().statuses[&200], 10_005);
    }

    #[test]
    fn every_word_of_a_filter_must_be_there() {
        let journal = Journal::default();
        journal.record(entry(1, "/people/7"));
        journal.record(entry(2, "/files"));
        let found = |filter| journal.newest(filter, 9).iter().map(|entry| entry.number).collect::<Vec<_>>();
        assert_eq!(found("get ana"), [2, 1]);
        assert_eq!(found("people ana"), [1]);
        assert_eq!(found("people 404"), [] as [u64; 0]);
    }

    #[test]
    fn a_long_body_is_cut_between_letters_and_bytes_are_counted() {
        let long = Excerpt::of(&Bytes::from(format!("a{}", "é".repeat(4000))));
        assert_eq!((long.text().len(), long.length(), long.is_cut()), (4095, 8001, true));
        assert_eq!(Excerpt::of(&Bytes::from_static(&[0xff, 0xfe])).text(), "(2 bytes that are not text)");
    }
}
