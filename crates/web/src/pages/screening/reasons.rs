//! A score's reasons as a page shows them, and the places in the résumé that they quote.

use engine::screening::{asked, parts::parts};
use model::screening::{Criteria, MatchedBy, Need, QuoteSource, Score};

use super::{resume::Place, words};

/// Why one criterion came out as it did.
pub struct Line {
    /// Its name on the page.
    pub anchor: String,
    pub need: Need,
    pub asks: String,
    pub verdict: (&'static str, &'static str, &'static str),
    pub got: String,
    /// What it could have given; none where it could not be judged.
    pub of: Option<String>,
    pub sentence: String,
    pub matched: &'static str,
    /// Whether a model judged it.
    pub by_model: bool,
    pub quotes: Vec<QuoteLine>,
    pub would_change: Option<String>,
}

/// Words that show something.
pub struct QuoteLine {
    pub text: String,
    pub from: String,
    /// The name of its place in the résumé on the page; none where it is from somewhere else.
    pub anchor: Option<String>,
}

/// What became of a knock-out rule: the class of its mark, its icon, the words, the sentence.
pub type RuleLine = (&'static str, &'static str, &'static str, String);

/// The reasons by how much each is needed, those that are needed most first; a need without any is left out.
pub fn groups(criteria: &Criteria, score: &Score) -> Vec<(&'static str, Vec<Line>)> {
    let all = lines(criteria, score);
    let mut groups: Vec<_> =
        [Need::Must, Need::Preferred, Need::Nice].map(|need| (need, Vec::new())).into_iter().collect();
    for line in all {
        if let Some((_, group)) = groups.iter_mut().find(|(need, _)| *need == line.need) {
            group.push(line);
        }
    }
    let named = groups.into_iter().map(|(need, lines)| (words::need(need), lines));
    named.filter(|(_, lines)| !lines.is_empty()).collect()
}

fn lines(criteria: &Criteria, score: &Score) -> Vec<Line> {
    let line = |(at, part): (usize, engine::screening::parts::Part<'_>)| {
        let reason = part.reason;
        let quote = |(nth, quote): (usize, &model::screening::Quote)| {
            let (from, anchor) = match &quote.source {
                QuoteSource::Resume { page, .. } => {
                    (format!("résumé, page {page}"), Some(format!("q-{at}-{nth}")))
                }
                QuoteSource::Answer { question } => (format!("answer to “{question}”"), None),
            };
            QuoteLine { text: quote.text.clone(), from, anchor }
        };
        Line {
            anchor: format!("r-{at}"),
            need: part.criterion.need,
            asks: capital(&asked(&part.criterion.asks)),
            verdict: words::verdict(reason.verdict),
            got: words::tenths(part.got),
            of: (part.of > 0).then(|| words::tenths(part.of)),
            sentence: reason.sentence.clone(),
            matched: reason.matched_by.map_or("", words::matched),
            by_model: reason.matched_by == Some(MatchedBy::Semantic),
            quotes: reason.quotes.iter().enumerate().map(quote).collect(),
            would_change: reason.would_change.clone(),
        }
    };
    parts(criteria, score).into_iter().enumerate().map(line).collect()
}

/// Every place in the résumé that a reason quotes.
pub fn places(criteria: &Criteria, score: &Score) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, part) in parts(criteria, score).into_iter().enumerate() {
        for (nth, quote) in part.reason.quotes.iter().enumerate() {
            if let QuoteSource::Resume { span, .. } = quote.source {
                let about =
                    format!("{}: {}", words::verdict(part.reason.verdict).2, asked(&part.criterion.asks));
                places.push(Place {
                    anchor: format!("q-{at}-{nth}"),
                    reason: format!("r-{at}"),
                    about,
                    span,
                });
            }
        }
    }
    places
}

/// What became of the knock-out rules.
pub fn rules(score: &Score) -> Vec<RuleLine> {
    let line = |result: &model::screening::KnockOutResult| {
        let (class, icon, word) = match result.aside {
            Some(true) => ("is-error", "x", "Sets aside"),
            Some(false) => ("is-ok", "check", "Passed"),
            None => ("is-unknown", "question", "Not known"),
        };
        (class, icon, word, result.sentence.clone())
    };
    score.knock_outs.iter().map(line).collect()
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
