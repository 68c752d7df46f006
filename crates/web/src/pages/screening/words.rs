//! The words that the pages of screening have for what they show.

use engine::screening::Event;
use model::screening::{MatchedBy, Need, Standing, Verdict};

/// A standing as its badge: the tone and the word.
pub fn standing(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Qualified => ("badge-ok", "Qualified"),
        Standing::PreQualified => ("badge-info", "Pre-qualified"),
        Standing::NotQualified => ("badge-warn", "Not qualified"),
        Standing::Unscored => ("", "Not enough to tell"),
    }
}

/// What became of a criterion: the class of its mark, its icon, and the words.
pub fn verdict(verdict: Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Met => ("is-ok", "check", "Met"),
        Verdict::Partly => ("is-warn", "check", "Partly"),
        Verdict::NotShown => ("is-error", "x", "Not shown"),
        Verdict::NotEnoughData => ("is-unknown", "question", "Not enough data"),
    }
}

/// How much something is needed.
pub fn need(need: Need) -> &'static str {
    match need {
        Need::Must => "Must have",
        Need::Preferred => "Preferred",
        Need::Nice => "Nice to have",
    }
}

/// How something was recognised, as the end of a sentence; nothing where the sentence before says it.
pub fn matched(by: MatchedBy) -> &'static str {
    match by {
        MatchedBy::Name | MatchedBy::Measure => "",
        MatchedBy::Alias => "By another name of the same thing.",
        MatchedBy::Stem => "By another form of the word.",
        MatchedBy::Taxonomy => "By something narrower, which implies it.",
        MatchedBy::Semantic => "By likeness of meaning, which a model judged.",
    }
}

/// What happened, as a line of the history: the icon, the tone of its mark, the words.
pub fn event(event: Event) -> (&'static str, &'static str, &'static str) {
    match event {
        Event::Scored => ("refresh", "", "Scored"),
        Event::Unreadable => ("file", "is-warn", "The résumé could not be read"),
        Event::Stale => ("clock", "", "To be scored again"),
        Event::Decided => ("user", "is-ok", "Decided"),
        Event::Overridden => ("user", "is-warn", "Decided against the score"),
        Event::Reopened => ("arrow-left", "", "Decision taken back"),
        Event::Threshold => ("filter", "", "Threshold moved"),
        Event::OptedOut => ("lock", "is-warn", "Asked not to be screened"),
        Event::OptedIn => ("check", "", "May be screened again"),
        Event::Erased => ("trash", "is-warn", "Erased"),
    }
}

/// Tenths of a point: “16.7”, “20”.
pub fn tenths(of: u32) -> String {
    if of.is_multiple_of(10) { (of / 10).to_string() } else { format!("{}.{}", of / 10, of % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_where_there_are_any() {
        assert_eq!([0, 200, 167, 5].map(tenths), ["0", "20", "16.7", "0.5"]);
    }
}
