//! What a key may do, as the page of its connection shows it.

use engine::integrations::permissions::{Standing, Xray};
use model::connection::Probe;

use super::view::Moment;

/// What a key may do.
pub struct XrayView {
    /// How many are granted, missing and not known.
    pub tally: Vec<(&'static str, String)>,
    /// What does not work, where it would be looked for among many.
    pub missing: Vec<(String, String)>,
    /// What was lost and nobody said to know of, since when.
    pub lost: Option<(Vec<String>, Moment)>,
    /// The permissions under their headings.
    pub groups: Vec<GroupView>,
    /// When it was found.
    pub tested: Option<Moment>,
}

/// The permissions under one heading.
pub struct GroupView {
    /// The heading; empty where the vendor has none.
    pub heading: &'static str,
    /// How many of them are granted.
    pub tally: String,
    /// Each of them.
    pub lines: Vec<Line>,
}

/// One permission.
pub struct Line {
    /// `ok`, `error` or `unknown`.
    pub state: &'static str,
    /// The state in words.
    pub word: &'static str,
    /// What it is.
    pub label: &'static str,
    /// What follows from it.
    pub hint: String,
    /// What it is called as a scope; empty where there are none.
    pub scope: &'static str,
    /// Since when it is lost, and who knows of it.
    pub lost: Option<(Moment, Option<String>)>,
}

impl From<Xray> for XrayView {
    fn from(xray: Xray) -> Self {
        let tested = xray.tested_at.is_some();
        let all = xray.permissions.len();
        let granted = ("ok", format!("{} of {all} granted", xray.count(Probe::Granted)));
        let others = [
            ("error", xray.count(Probe::Missing), "missing"),
            ("unknown", xray.count(Probe::Unknown), "can't be probed"),
        ];
        let others = others.into_iter().filter(|(_, count, _)| *count > 0);
        let others = others.map(|(state, count, word)| (state, format!("{count} {word}")));
        let groups = xray.groups();
        let many = groups.len() > 1;
        let groups = groups.into_iter().map(|(heading, of)| group(heading, of, tested, many)).collect();
        let missing = xray.missing().map(|one| (one.of.label.clone(), without(one)));
        let new: Vec<_> = xray.permissions.iter().filter(|one| is_news(one)).collect();
        let since = new.iter().filter_map(|one| Some(one.loss.as_ref()?.lost_at)).min();
        Self {
            tally: if tested { std::iter::once(granted).chain(others).collect() } else { vec![] },
            missing: if many { missing.collect() } else { vec![] },
            lost: since.map(|at| (new.iter().map(|one| one.of.label.clone()).collect(), at.into())),
            groups,
            tested: xray.tested_at.map(Into::into),
        }
    }
}

fn is_news(one: &Standing) -> bool {
    one.loss.as_ref().is_some_and(|loss| loss.known.is_none())
}

/// Under headings the vendor's own order is kept; without any, what is missing stands first.
fn group(heading: &'static str, mut of: Vec<&Standing>, tested: bool, many: bool) -> GroupView {
    let granted = of.iter().filter(|one| one.probe == Probe::Granted).count();
    let tally = format!("{granted} of {}", of.len());
    if !many {
        of.sort_by_key(|one| one.probe != Probe::Missing);
    }
    GroupView { heading, tally, lines: of.into_iter().map(|one| line(one, tested)).collect() }
}

fn line(one: &Standing, tested: bool) -> Line {
    let (state, word) = match one.probe {
        Probe::Granted => ("ok", "Granted"),
        Probe::Missing => ("error", "Missing"),
        Probe::Unknown if tested => ("unknown", "Can't be probed"),
        Probe::Unknown => ("unknown", "Not tested"),
    };
    let meaning = match one.probe {
        Probe::Granted => one.of.purpose.clone(),
        Probe::Missing => without(one),
        Probe::Unknown if tested => {
            format!("If it is missing: {}", one.of.without)
        }
        Probe::Unknown => one.of.purpose.clone(),
    };
    let loss = one.loss.as_ref();
    Line {
        state,
        word,
        label: &one.of.label,
        hint: format!("{meaning} {}", one.detail).trim().into(),
        scope: &one.of.scope,
        lost: loss.map(|loss| (loss.lost_at.into(), loss.known.clone().map(|(_, by)| by))),
    }
}

fn without(one: &Standing) -> String {
    let needed = if one.of.required { " The connection can't be enabled without it." } else { "" };
    format!("{}{needed}", one.of.without)
}
