//! What was measured, as a table for people and as JSON for programs, beside what is aimed at.

use std::fmt;

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use serde::Serialize;

use super::{Delivery, PageTimes, Plan, Start};

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// How much.
    pub plan: Plan,
    /// The kind of database; the demo's start is always on SQLite.
    pub database: &'static str,
    /// The demo's start.
    pub start: Start,
    /// Delivering hires.
    pub delivery: Delivery,
    /// Pages.
    pub pages: Vec<PageTimes>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, database, start, delivery, pages } = self;
        let mut table = Table::new();
        let title = format!("{database}, {} hires, {} candidates", plan.hires, plan.candidates);
        table.load_style(ASCII_MARKDOWN).set_header([title.as_str(), "measured", "aim"]);
        let mut row = |what: String, measured: String, aim: &str| {
            table.add_row([what, measured, aim.to_owned()]);
        };
        row("hires delivered a second".into(), format!("{:.0}", delivery.hires_a_second), "50");
        row("hub CPU a hire".into(), format!("{:.1} ms", delivery.cpu_ms_a_hire), "5 ms");
        row("requests a hire".into(), format!("{:.1}", delivery.requests_a_hire), "");
        for page in pages {
            let measured = format!("{:.1} / {:.1} ms", page.p50_ms, page.p95_ms);
            row(format!("{} (p50 / p95, {} KiB)", page.page, page.kib), measured, "p95 < 50 ms");
        }
        row("demo usable after its first start".into(), format!("{:.2} s", start.first_seconds), "2 s");
        row("demo usable after a later start".into(), format!("{:.2} s", start.again_seconds), "");
        row("memory at rest".into(), format!("{:.0} MiB", start.rest_mib), "60 MiB");
        writeln!(f, "{table}")
    }
}
