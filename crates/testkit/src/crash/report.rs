//! What a run came to, as a table for people and as JSON for programs.

use std::{collections::BTreeMap, fmt, time::Duration};

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use serde::Serialize;
use serde_json::Value;

use super::{Run, Storm, boundary::Boundary, storm::Kills};

/// What a run came to.
#[derive(Debug, Serialize)]
pub struct Report {
    /// How hard it was.
    pub storm: Storm,
    /// The kind of database.
    pub database: &'static str,
    /// Kills at a moment chosen by the dice.
    pub random_kills: usize,
    /// At each boundary: kills that waited for it, and hand-offs struck there by any kill.
    pub boundaries: Vec<Struck>,
    /// Requests that reached the sandbox until the storm was over.
    pub requests: u64,
    /// Faults that struck, by kind. The short delay of every other request is not counted.
    pub faults: BTreeMap<String, u64>,
    /// Cards that waited for a person after the storm, by kind of problem.
    pub cards: BTreeMap<String, usize>,
    /// How long it took, in seconds: until the storm began, the storm, all.
    pub seconds: [f64; 3],
    /// What does not hold; nothing where the suite is passed.
    pub violations: Vec<String>,
}

/// What happened at one boundary.
#[derive(Debug, Serialize)]
pub struct Struck {
    /// Between which steps.
    pub boundary: String,
    /// Kills that waited for it.
    pub aimed: usize,
    /// Hand-offs that stood there when their worker was killed.
    pub handoffs: usize,
}

pub(crate) struct Times {
    pub prepared: Duration,
    pub stormed: Duration,
    pub all: Duration,
}

impl Report {
    pub(crate) fn new(
        run: &Run,
        kills: Kills,
        cards: BTreeMap<String, usize>,
        violations: Vec<String>,
        counters: &Value,
        times: Times,
    ) -> Self {
        let count = |map: &BTreeMap<Boundary, usize>, at| map.get(&at).copied().unwrap_or(0);
        let boundaries = Boundary::ALL.into_iter().map(|at| Struck {
            boundary: at.label(),
            aimed: count(&kills.aimed, at),
            handoffs: count(&kills.struck, at),
        });
        let faults = counters["faults"].as_object().into_iter().flatten();
        let faults = faults.filter_map(|(kind, n)| Some((kind.clone(), n.as_u64()?)));
        Self {
            storm: run.storm.clone(),
            database: if run.stage.database.starts_with("sqlite:") { "SQLite" } else { "PostgreSQL" },
            random_kills: kills.random,
            boundaries: boundaries.collect(),
            requests: counters["requests"].as_u64().unwrap_or(0),
            faults: faults.filter(|(kind, _)| kind != "delay").collect(),
            cards,
            seconds: [times.prepared, times.stormed, times.all].map(|time| time.as_secs_f64()),
            violations,
        }
    }

    /// Whether everything holds.
    pub fn passed(&self) -> bool {
        self.violations.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [prepared, stormed, all] = self.seconds;
        let kills = self.random_kills + self.boundaries.iter().map(|at| at.aimed).sum::<usize>();
        let listed = |map: &BTreeMap<String, u64>| {
            map.iter().map(|(kind, n)| format!("{kind} {n}")).collect::<Vec<_>>().join(", ")
        };
        let cards: BTreeMap<_, _> = self.cards.iter().map(|(kind, n)| (kind.clone(), *n as u64)).collect();
        let mut table = table(["", ""]);
        for (name, value) in [
            ("hires", format!("{} to {}", self.storm.hires, self.storm.vendor)),
            (
                "database",
                format!("{}, {} worker(s), seed {}", self.database, self.storm.workers, self.storm.seed),
            ),
            ("kills", format!("{kills} ({} at random)", self.random_kills)),
            ("requests", self.requests.to_string()),
            ("faults", format!("{} ({})", self.faults.values().sum::<u64>(), listed(&self.faults))),
            ("cards after the storm", if cards.is_empty() { "none".into() } else { listed(&cards) }),
            ("seconds", format!("{all:.0} ({prepared:.0} to prepare, {stormed:.0} of storm)")),
            (
                "verdict",
                if self.passed() { "exactly one employee for each hire".into() } else { "FAILED".into() },
            ),
        ] {
            table.add_row([name.to_owned(), value]);
        }
        writeln!(f, "{table}\n")?;
        let mut table = self::table(["killed between", "kills aimed here", "hand-offs struck"]);
        for at in &self.boundaries {
            table.add_row([at.boundary.clone(), at.aimed.to_string(), at.handoffs.to_string()]);
        }
        writeln!(f, "{table}")?;
        self.violations.iter().try_for_each(|violation| writeln!(f, "VIOLATION: {violation}"))
    }
}

fn table<const N: usize>(head: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_header(head);
    table
}
