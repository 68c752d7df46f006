//! A run as its pages show it.

use engine::sync::Run;
use jiff::Timestamp;
use model::{
    ConnectionId,
    sync::{Counts, RunMode, RunState, RunTrigger, Tally},
};

use crate::pages::{
    integrations::view::Moment,
    numbers::{counted, grouped},
};

/// A run.
pub struct RunView {
    pub href: String,
    pub state: (&'static str, &'static str),
    pub mode: &'static str,
    pub trigger: &'static str,
    pub started: Moment,
    pub took: String,
    pub requests: String,
    pub sentence: String,
    pub summary: String,
    pub kinds: Vec<KindView>,
    pub moving: bool,
    pub asks: bool,
}

/// What a run did to the records of one kind.
pub struct KindView {
    pub label: &'static str,
    pub seen: String,
    pub total: Option<String>,
    /// How far it came, where the other system counts its records.
    pub bar: Option<(u64, u64)>,
    pub made: String,
    pub changed: String,
    pub unchanged: String,
    pub gone: String,
    pub skipped: String,
}

impl RunView {
    /// A run as it stands now.
    pub fn of(run: &Run, now: Timestamp) -> Self {
        let ended = run.ended_at.unwrap_or(now);
        Self {
            href: href(run.connection, run.id),
            state: state(run.state),
            mode: mode(run.mode),
            trigger: trigger(run.trigger),
            started: run.started_at.into(),
            took: took(ended.duration_since(run.started_at).as_secs().max(0).unsigned_abs()),
            requests: grouped(run.requests),
            sentence: run.sentence.clone().unwrap_or_default(),
            summary: summary(&run.tally),
            kinds: run.tally.iter().map(|(kind, counts)| KindView::of(kind.plural(), counts)).collect(),
            moving: run.state == RunState::Running,
            asks: run.state == RunState::Asking,
        }
    }
}

impl KindView {
    fn of(label: &'static str, counts: &Counts) -> Self {
        Self {
            label,
            seen: grouped(counts.seen),
            total: counts.total.map(grouped),
            bar: counts.total.filter(|total| *total > 0).map(|total| (counts.seen.min(total), total)),
            made: grouped(counts.made),
            changed: grouped(counts.changed),
            unchanged: grouped(counts.unchanged),
            gone: grouped(counts.gone),
            skipped: grouped(counts.skipped),
        }
    }
}

/// The page of a run.
pub fn href(connection: ConnectionId, run: model::RunId) -> String {
    format!("/settings/integrations/{connection}/sync/runs/{run}")
}

/// A state as its badge: the tone and the word.
pub fn state(state: RunState) -> (&'static str, &'static str) {
    match state {
        RunState::Running => ("badge-info", "Running"),
        RunState::Paused => ("badge-warn", "Paused"),
        RunState::Asking => ("badge-danger", "Asks"),
        RunState::Done => ("badge-ok", "Done"),
        RunState::Partial => ("badge-warn", "Saw only part"),
        RunState::Failed => ("badge-danger", "Failed"),
        RunState::Stopped => ("", "Stopped"),
    }
}

fn mode(mode: RunMode) -> &'static str {
    match mode {
        RunMode::Full => "A check of everything",
        RunMode::Changes => "A look for changes",
    }
}

fn trigger(trigger: RunTrigger) -> &'static str {
    match trigger {
        RunTrigger::First => "the first one",
        RunTrigger::Schedule => "by the clock",
        RunTrigger::Person => "asked for by a person",
        RunTrigger::Census => "because the numbers differed",
    }
}

/// A time as people say it.
fn took(seconds: u64) -> String {
    match seconds {
        0 => "under 1 s".into(),
        1..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// What a run did, all kinds together.
fn summary(tally: &Tally) -> String {
    let sum = |of: fn(&Counts) -> u64| tally.values().map(of).sum::<u64>();
    let parts: Vec<_> = [
        (sum(|counts| counts.made), "new"),
        (sum(|counts| counts.changed), "changed"),
        (sum(|counts| counts.gone), "gone there"),
        (sum(|counts| counts.skipped), "skipped"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{} {word}", grouped(count)))
    .collect();
    if !parts.is_empty() {
        return parts.join(", ");
    }
    match sum(|counts| counts.seen) {
        0 => "Nothing was read".into(),
        seen => format!("{} read, nothing had changed", counted(seen, "record", "records")),
    }
}

#[cfg(test)]
mod tests {
    use model::remote::RecordKind;

    use super::*;

    #[test]
    fn a_summary_names_what_happened_and_only_that() {
        let of = |counts| summary(&Tally::from([(RecordKind::Job, counts)]));
        assert_eq!(of(Counts::default()), "Nothing was read");
        assert_eq!(
            of(Counts { seen: 2000, unchanged: 2000, ..Counts::default() }),
            "2,000 records read, nothing had changed"
        );
        assert_eq!(of(Counts { seen: 9, made: 3, skipped: 1, ..Counts::default() }), "3 new, 1 skipped");
    }

    #[test]
    fn a_time_is_said_in_its_own_size() {
        assert_eq!(
            [took(0), took(59), took(61), took(3725)],
            ["under 1 s", "59 s", "1 min 1 s", "1 h 2 min"]
        );
    }

    #[test]
    fn a_bar_never_runs_over() {
        let grown = Counts { seen: 12, total: Some(10), ..Counts::default() };
        assert_eq!(KindView::of("Jobs", &grown).bar, Some((10, 10)));
        assert_eq!(KindView::of("Jobs", &Counts { total: Some(0), ..Counts::default() }).bar, None);
    }
}
