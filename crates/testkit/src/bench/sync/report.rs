//! What was measured, as a table for people and as JSON for programs, beside what is aimed at.

use std::fmt;

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use serde::Serialize;

use super::{Floor, Paced, Plan, RunCost};

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// How much.
    pub plan: Plan,
    /// The first run.
    pub first: RunCost,
    /// The run after a hundredth of the records changed.
    pub changes: RunCost,
    /// The most memory the hub held, in MiB.
    pub peak_mib: f64,
    /// A program that only fetches the same pages, parses them and inserts the raw rows.
    pub floor: Floor,
    /// How many pages there are.
    pub pages: usize,
    /// A first run within the vendor's limit, where that was measured.
    pub paced: Option<Paced>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, first, changes, peak_mib, floor, pages, paced } = self;
        let mut table = Table::new();
        let title = format!("sync of {} candidates", plan.people);
        table.load_style(ASCII_MARKDOWN).set_header([title.as_str(), "measured", "aim"]);
        let mut row = |what: &str, measured: String, aim: String| {
            table.add_row([what.to_owned(), measured, aim]);
        };
        row("floor: fetch, parse, insert raw rows", format!("{:.2} s", floor.seconds), String::new());
        row("floor, CPU", format!("{:.2} s", floor.cpu_seconds), String::new());
        let read = format!("{} in {pages} requests, {:.0} MB", floor.rows, floor.megabytes);
        row("floor, rows", read, String::new());
        row(
            "first run",
            format!("{:.2} s ({:.2} times the floor)", first.seconds, first.seconds / floor.seconds),
            "1.5 times".into(),
        );
        row("first run, CPU of the hub", format!("{:.2} s", first.cpu_seconds), String::new());
        row(
            "first run, requests",
            format!("{} for {pages} pages, {} refused (429)", first.requests, first.refused),
            "no more than pages".into(),
        );
        row("run after 1 % changed", format!("{:.3} s", changes.seconds), "0.5 s".into());
        row("run after 1 % changed, CPU of the hub", format!("{:.2} s", changes.cpu_seconds), String::new());
        row("run after 1 % changed, requests", changes.requests.to_string(), String::new());
        row(
            "most memory of the hub",
            format!("{peak_mib:.0} MiB (floor: {:.0})", floor.peak_mib),
            "100 MiB".into(),
        );
        if let Some(paced) = paced {
            let Paced { first, calls, window_seconds } = paced;
            row(
                &format!("first run within {calls} calls in {window_seconds} s"),
                format!(
                    "{:.1} s, {} requests, {} refused (429)",
                    first.seconds, first.requests, first.refused
                ),
                format!("{} s, none refused", paced.bound()),
            );
        }
        for (name, cost) in [("first run", first), ("run after 1 % changed", changes)] {
            for (kind, counts) in &cost.tally {
                let told = format!("{} seen, {} made, {} changed", counts.seen, counts.made, counts.changed);
                row(&format!("{name}: {}", kind.as_str()), told, String::new());
            }
        }
        writeln!(f, "{table}")
    }
}
