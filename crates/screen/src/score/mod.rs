//! The score: arithmetic over reasons.
//!
//! Each criterion is judged by itself from what the blinded résumé and the answers show. Points are the shares of the
//! criteria that could be judged, by weight; where less than half of the weight could be judged there are none.
//! Knock-out rules stand apart and never look into prose.

mod answered;
mod education;
mod evidence;
mod experience;
mod finding;
mod input;
mod knockout;
mod meaning;
mod months;
mod named;
mod points;
mod skill;
mod summary;
mod tell;
pub mod titles;

#[cfg(test)]
mod draft;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use model::screening::{Asks, Criteria, Month, Score};
use sha2::{Digest, Sha256};

use evidence::Evidence;
pub(crate) use evidence::time;
use finding::Finding;
pub use input::Application;
pub use meaning::{Embed, Likeness, Meanings};
pub use months::covered;
pub use points::LEAST_JUDGED;
pub use tell::{LANGUAGES, asked, degree, duration, fluency, language};

/// The version of the rules in this folder. Whoever changes what a score comes to raises it.
const RULES: &str = "rules-1";

static SCORER: LazyLock<String> = LazyLock::new(|| {
    let mut lists = Sha256::new();
    lists.update(include_str!("../skills/data/trades.txt"));
    lists.update(include_str!("../skills/data/esco.tsv"));
    format!("{RULES}+skills-{}", &hex::encode(lists.finalize())[..8])
});

/// The scorer's version: of the rules, and of the lists of skills by their hash.
pub fn scorer() -> &'static str {
    &SCORER
}

/// Scores an application against a job's criteria. What goes on is counted up to `as_of`; `meanings` are given only
/// where a semantic model is switched on, and its name then stands in the score's version.
pub fn score(
    application: &Application<'_>,
    criteria: &Criteria,
    as_of: Month,
    meanings: Option<&Meanings>,
) -> Score {
    let scorer =
        meanings.map_or_else(|| scorer().to_owned(), |m| format!("{}+meaning-{}", scorer(), m.model()));
    let answers = answered::skills(application.answers);
    let evidence = application.resume.map(|resume| Evidence::of(resume, as_of)).filter(Evidence::is_readable);
    let reasons: Vec<_> = criteria
        .criteria
        .iter()
        .map(|criterion| {
            let finding = match &evidence {
                Some(evidence) => judge(evidence, &answers, &criterion.asks, meanings),
                None => unread(&criterion.asks),
            };
            finding.reason(&criterion.id, evidence.as_ref())
        })
        .collect();
    let (points, judged) = points::points(&criteria.criteria, &reasons);
    let knock_outs = criteria.knock_outs.iter();
    let knock_outs =
        knock_outs.map(|rule| knockout::judge(rule, application.answers, application.fields)).collect();
    let summary = summary::summary(&criteria.criteria, &reasons, points);
    let input = input::hash(application, criteria, as_of, &scorer);
    Score { points, judged, reasons, knock_outs, summary, scorer, input }
}

fn unread(asks: &Asks) -> Finding {
    let told = format!("There is no résumé that could be read for {}.", asked(asks));
    Finding::unknown(told, "A résumé that can be read.".into())
}

fn judge(
    evidence: &Evidence<'_>,
    answers: &[answered::Shown],
    asks: &Asks,
    meanings: Option<&Meanings>,
) -> Finding {
    match asks {
        Asks::Skill { any_of, months } => skill::judge(evidence, answers, any_of, *months, meanings),
        Asks::Experience { months, titled } => experience::judge(evidence, *months, titled),
        Asks::Title { any_of } => experience::title(evidence, any_of),
        Asks::Education { at_least, fields } => education::judge(evidence, *at_least, fields),
        Asks::Language { code, at_least } => named::spoken(evidence, code, *at_least),
        Asks::Certificate { any_of } => named::certified(evidence, any_of),
        Asks::Words { any_of } => named::said(evidence, any_of),
    }
}
