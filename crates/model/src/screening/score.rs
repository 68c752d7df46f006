//! A score and its reasons.

use serde::{Deserialize, Serialize};

use super::Span;

/// What became of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The text shows it.
    Met,
    /// The text shows part of it.
    Partly,
    /// The text has the part in which it would stand, and it does not stand there.
    NotShown,
    /// The text does not have what is needed to tell. It counts neither for nor against.
    NotEnoughData,
}

/// How a criterion was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// By the very name.
    Name,
    /// By another name of the same thing.
    Alias,
    /// By another form of the word.
    Stem,
    /// By something narrower, which implies it.
    Taxonomy,
    /// By likeness of meaning, which a model judged.
    Semantic,
    /// By counting months, comparing degrees or the like.
    Measure,
}

/// From what a quote is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum QuoteSource {
    /// The résumé.
    Resume {
        /// Where in its text.
        span: Span,
        /// On which page, from 1.
        page: u32,
    },
    /// An answer of the application form or of a follow-up question.
    Answer {
        /// The question.
        question: String,
    },
}

/// Words that show something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// From where.
    pub source: QuoteSource,
}

/// Why one criterion came out as it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which criterion.
    pub criterion: String,
    /// What became of it.
    pub verdict: Verdict,
    /// How it was recognised, where it was.
    pub matched_by: Option<MatchedBy>,
    /// Share of the criterion that is shown, in hundredths.
    pub share: u8,
    /// In a sentence.
    pub sentence: String,
    /// The words that show it, at most three.
    pub quotes: Vec<Quote>,
    /// What would change it, where something would.
    pub would_change: Option<String>,
}

/// What became of one knock-out rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnockOutResult {
    /// Which rule.
    pub rule: String,
    /// Whether it sets the application aside; `None` where the value is missing or can't be read.
    pub aside: Option<bool>,
    /// In a sentence that quotes the answer.
    pub sentence: String,
}

/// How well an application answers a job's criteria. The same input, criteria and scorer give the same score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// 0 to 100; `None` where there is not enough to tell, which is no low score.
    pub points: Option<u8>,
    /// Share of the criteria's weight that could be judged, in hundredths.
    pub judged: u8,
    /// One for each criterion, in their order.
    pub reasons: Vec<Reason>,
    /// One for each knock-out rule, in their order.
    pub knock_outs: Vec<KnockOutResult>,
    /// Two or three sentences: what is shown, what is not, what is open.
    pub summary: String,
    /// Which scorer made it; changes whenever the same input could give another score.
    pub scorer: String,
    /// SHA-256 over what was scored and the criteria, in hexadecimal: proves what a score was made from without
    /// keeping it.
    pub input: String,
}

impl Score {
    /// Whether a knock-out rule sets the application aside.
    pub fn aside(&self) -> bool {
        self.knock_outs.iter().any(|result| result.aside == Some(true))
    }
}
