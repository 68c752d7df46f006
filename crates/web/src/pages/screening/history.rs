//! What the ledger says of an application, line by line.

use engine::screening::Entry;

use super::words;
use crate::pages::integrations::view::Moment;

/// One thing that happened.
pub struct HistoryLine {
    pub icon: &'static str,
    pub tone: &'static str,
    pub words: String,
    pub actor: String,
    pub at: Moment,
    /// Why, in somebody's words.
    pub note: Option<String>,
}

/// What happened, the newest first.
pub fn lines(entries: Vec<Entry>) -> Vec<HistoryLine> {
    entries.into_iter().rev().map(line).collect()
}

fn line(entry: Entry) -> HistoryLine {
    let (line, facts) = (entry.line.clone(), entry.line.facts);
    let (icon, tone, said) = words::event(line.event);
    let mut all = vec![said.to_owned()];
    if let Some(points) = facts.points {
        all.push(format!("{points} points"));
    }
    if let Some(standing) = facts.standing {
        all.push(words::standing(standing).1.to_lowercase());
    }
    if let Some(version) = facts.criteria_version {
        all.push(format!("version {version} of the criteria"));
    }
    HistoryLine {
        icon,
        tone,
        words: all.join(" · "),
        actor: line.actor,
        at: line.at.into(),
        note: line.reason.or(facts.because),
    }
}
