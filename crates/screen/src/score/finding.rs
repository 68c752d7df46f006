//! What one criterion comes to, before it is put into a [`Reason`].

use model::screening::{MatchedBy, Quote, Reason, Span, Verdict};

use super::evidence::Evidence;

/// What was found of one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    verdict: Verdict,
    by: Option<MatchedBy>,
    share: u8,
    sentence: String,
    spans: Vec<Span>,
    answers: Vec<Quote>,
    would_change: Option<String>,
}

impl Finding {
    /// All of it is shown.
    pub fn met(by: MatchedBy, sentence: String, spans: Vec<Span>) -> Self {
        let (answers, would_change) = (vec![], None);
        Self { verdict: Verdict::Met, by: Some(by), share: 100, sentence, spans, answers, would_change }
    }

    /// Some hundredths of it are shown.
    pub fn partly(
        by: MatchedBy,
        share: u8,
        sentence: String,
        spans: Vec<Span>,
        would_change: String,
    ) -> Self {
        let share = share.clamp(1, 99);
        let (answers, would_change) = (vec![], Some(would_change));
        Self { verdict: Verdict::Partly, by: Some(by), share, sentence, spans, answers, would_change }
    }

    /// It is not there, where it would be.
    pub fn not_shown(sentence: String, would_change: String) -> Self {
        let (spans, answers, would_change) = (vec![], vec![], Some(would_change));
        Self { verdict: Verdict::NotShown, by: None, share: 0, sentence, spans, answers, would_change }
    }

    /// There is nothing to tell from.
    pub fn unknown(sentence: String, would_change: String) -> Self {
        Self { verdict: Verdict::NotEnoughData, ..Self::not_shown(sentence, would_change) }
    }

    /// The same with quotes from answers, which come first.
    pub fn answered(mut self, answers: Vec<Quote>) -> Self {
        self.answers = answers;
        self
    }

    /// The reason for the criterion of this name.
    pub fn reason(self, criterion: &str, evidence: Option<&Evidence<'_>>) -> Reason {
        let mut quotes = self.answers;
        quotes.extend(evidence.map(|evidence| evidence.quotes(&self.spans)).unwrap_or_default());
        quotes.truncate(3);
        Reason {
            criterion: criterion.into(),
            verdict: self.verdict,
            matched_by: self.by,
            share: self.share,
            sentence: self.sentence,
            quotes,
            would_change: self.would_change,
        }
    }
}

/// Hundredths of what is asked that is there, all at most.
pub fn share(there: u32, asked: u32) -> u8 {
    let hundredths = u64::from(there) * 100 / u64::from(asked.max(1));
    u8::try_from(hundredths.min(100)).unwrap_or(100)
}
