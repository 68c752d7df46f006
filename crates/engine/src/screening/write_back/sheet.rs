//! What is told of one result there, in words.

use std::collections::BTreeMap;

use model::screening::{Criteria, Need, Reason, Standing, Threshold, Verdict};
use sha2::{Digest, Sha256};

use super::names::{Part, word};
use crate::screening::Screened;

/// The most letters of a text: what is longer says so.
const LONGEST: usize = 6_000;

/// What is told of one result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What each part says; an empty text says nothing. A part that is not here is not written.
    pub values: BTreeMap<Part, String>,
    /// Where the application stands.
    pub standing: Standing,
    /// A remark, where one is asked for and there is something to say.
    pub comment: Option<String>,
}

/// What is told of a result. `link` leads to its page here, where that has an address.
pub fn sheet(
    known: &Screened,
    threshold: Threshold,
    criteria: Option<&Criteria>,
    link: Option<String>,
    prefix: &str,
    comment: bool,
) -> Sheet {
    let standing = known.standing(threshold);
    let score = known.score.as_ref();
    let points = score.and_then(|score| score.points).map(|points| points.to_string());
    let told = score.map(|score| score.summary.clone()).or_else(|| known.unreadable.clone());
    let status = word(standing).unwrap_or_default();
    let version = score.map(|score| match known.criteria_version {
        Some(version) => format!("criteria {version}, scorer {}", score.scorer),
        None => format!("scorer {}", score.scorer),
    });
    let day = known.scored_at.filter(|_| told.is_some()).map(|at| at.strftime("%Y-%m-%d").to_string());
    let mut values = BTreeMap::from([
        (Part::Score, points.clone().unwrap_or_default()),
        (Part::Status, status.to_owned()),
        (Part::Summary, shortened(told.clone().unwrap_or_default())),
        (Part::Requirements, shortened(score.map(|score| requirements(score, criteria)).unwrap_or_default())),
        (Part::Version, version.unwrap_or_default()),
        (Part::ScoredAt, day.unwrap_or_default()),
    ]);
    let says_something = told.is_some() || standing != Standing::Unscored;
    values.extend(link.map(|link| (Part::Link, if says_something { link } else { String::new() })));
    let comment = (comment && !status.is_empty()).then(|| {
        let points = points.map(|points| format!(", {points} of 100 points")).unwrap_or_default();
        let told = told.map(|told| format!("\n{told}")).unwrap_or_default();
        shortened(format!("{prefix}: {status}{points}.{told}"))
    });
    Sheet { values, standing, comment }
}

impl Sheet {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.values.values().all(String::is_empty)
    }

    /// Tells whether anything else than the day is told than before. `places` is where it is written: the same words
    /// in another field are written again.
    pub fn hash(&self, places: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(places);
        for (part, value) in self.values.iter().filter(|(part, _)| **part != Part::ScoredAt) {
            hash.update([0]);
            hash.update(part.as_str());
            hash.update([1]);
            hash.update(value);
        }
        hash.update([2]);
        hash.update(self.comment.as_deref().unwrap_or_default());
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// One line for each criterion and each rule.
fn requirements(score: &model::screening::Score, criteria: Option<&Criteria>) -> String {
    let need = |reason: &Reason| {
        let all = criteria.iter().flat_map(|criteria| &criteria.criteria);
        all.into_iter().find(|one| one.id == reason.criterion).map(|one| one.need)
    };
    let reasons = score.reasons.iter().map(|reason| {
        let quote =
            reason.quotes.first().map(|quote| format!(" “{}”", quote.text.trim())).unwrap_or_default();
        format!("{}{}: {}{quote}", verdict(reason.verdict), needed(need(reason)), reason.sentence.trim())
    });
    let rules = score.knock_outs.iter().map(|rule| {
        let what = match rule.aside {
            Some(true) => "Set aside",
            Some(false) => "Not set aside",
            None => "Not known",
        };
        format!("{what} (rule): {}", rule.sentence.trim())
    });
    reasons.chain(rules).collect::<Vec<_>>().join("\n")
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Met",
        Verdict::Partly => "Partly",
        Verdict::NotShown => "Not shown",
        Verdict::NotEnoughData => "Not enough data",
    }
}

fn needed(need: Option<Need>) -> &'static str {
    match need {
        Some(Need::Must) => " (must have)",
        Some(Need::Preferred) => " (preferred)",
        Some(Need::Nice) => " (nice to have)",
        None => "",
    }
}

fn shortened(text: String) -> String {
    const MORE: &str = "… The rest stands on the page in Gangway.";
    if text.chars().count() <= LONGEST {
        return text;
    }
    let kept: String = text.chars().take(LONGEST - MORE.chars().count()).collect();
    format!("{kept}{MORE}")
}

#[cfg(test)]
mod tests {
    use model::screening::{Asks, Criterion, Quote, QuoteSource, Score};

    use super::*;

    fn known(points: Option<u8>) -> Screened {
        let id = uuid::Uuid::from_u128(1);
        let quote = Quote {
            text: "three years of welding".into(),
            source: QuoteSource::Answer { question: "What did you do?".into() },
        };
        let reason = Reason {
            criterion: "weld".into(),
            verdict: Verdict::Met,
            matched_by: None,
            share: 100,
            sentence: "Shows 3 years of welding.".into(),
            quotes: vec![quote],
            would_change: None,
        };
        let score = Score {
            points,
            judged: 100,
            reasons: vec![reason],
            knock_outs: vec![],
            summary: "Shows welding.".into(),
            scorer: "1".into(),
            input: String::new(),
        };
        let scored_at = Some("2026-03-02T09:00:00Z".parse().unwrap());
        let bare = Screened::new(id.into(), id.into());
        Screened { score: Some(score), criteria_version: Some(3), scored_at, ..bare }
    }

    fn criteria() -> Criteria {
        let asks = Asks::Skill { any_of: vec!["Welding".into()], months: None };
        let criterion = Criterion { id: "weld".into(), need: Need::Must, weight: 5, asks };
        Criteria { criteria: vec![criterion], knock_outs: vec![] }
    }

    fn told(known: &Screened) -> Sheet {
        sheet(known, Threshold::default(), Some(&criteria()), Some("https://x.example".into()), "CLARA", true)
    }

    #[test]
    fn each_part_says_its_own() {
        let told = told(&known(Some(82)));
        let say = |part| told.values[&part].as_str();
        assert_eq!((say(Part::Score), say(Part::Status)), ("82", "Pre_Qualified"));
        assert_eq!(say(Part::Summary), "Shows welding.");
        let line = "Met (must have): Shows 3 years of welding. “three years of welding”";
        assert_eq!(say(Part::Requirements), line);
        assert_eq!((say(Part::Version), say(Part::ScoredAt)), ("criteria 3, scorer 1", "2026-03-02"));
        assert_eq!(told.comment.as_deref(), Some("CLARA: Pre_Qualified, 82 of 100 points.\nShows welding."));
    }

    #[test]
    fn the_day_alone_changes_nothing() {
        let first = known(Some(82));
        let later = Screened { scored_at: Some("2026-04-01T09:00:00Z".parse().unwrap()), ..first.clone() };
        assert_eq!(told(&first).hash("a"), told(&later).hash("a"));
        assert_ne!(told(&first).hash("a"), told(&known(Some(83))).hash("a"));
        assert_ne!(told(&first).hash("a"), told(&first).hash("b"));
    }

    #[test]
    fn where_nothing_is_known_nothing_is_said() {
        let id = uuid::Uuid::from_u128(1);
        let bare = Screened::new(id.into(), id.into());
        assert!(told(&bare).is_empty() && told(&bare).comment.is_none());
        let unread = Screened { unreadable: Some("It is a picture.".into()), ..bare };
        let unread = told(&unread);
        assert_eq!(unread.values[&Part::Summary], "It is a picture.");
        assert!(unread.values[&Part::Status].is_empty() && unread.comment.is_none());
        let few = told(&known(None));
        assert_eq!((few.standing, few.values[&Part::Score].as_str()), (Standing::Unscored, ""));
    }
}
