//! Measuring the search of the talent pool over a million people: how long it takes to build, how large it is, and how
//! long each kind of question takes, beside plain tantivy and SQLite FTS5 on the same people in the same run.
//!
//! Ours also counts every value of seven filters for each question; the others only tell the best 25 and their number.

mod fts;
mod ours;
pub mod people;
mod plain;

use std::{
    fmt, fs,
    path::Path,
    time::{Duration, Instant},
};

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use search::{Document, Index};
use serde::Serialize;

use people::{Wanted, questions};

/// How one program did.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Which.
    pub program: &'static str,
    /// Building it, in seconds.
    pub built_s: f64,
    /// On disk, in MiB.
    pub disk_mib: f64,
    /// Of each kind of question the median and the 95th percentile, in milliseconds.
    pub times_ms: Vec<(&'static str, f64, f64)>,
    /// How many were found by all questions together: the same for each program, or they answer different questions.
    pub found: u64,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// How many people.
    pub people: usize,
    /// How many questions of each kind.
    pub questions: usize,
    /// Each program.
    pub rows: Vec<Row>,
    /// From a change to its being found, in milliseconds.
    pub change_ms: f64,
}

/// Measures once.
///
/// # Panics
/// Where it can't be measured.
pub async fn run(people: usize, each: usize, with_peers: bool) -> Report {
    let kinds = questions(each);
    let folder = tempfile::tempdir().unwrap();
    let mut rows = Vec::new();

    let place = folder.path().join("ours");
    let index = Index::open(&place).unwrap();
    let began = Instant::now();
    index.rebuild(people::people(people), "all").unwrap();
    let built_s = began.elapsed().as_secs_f64();
    let mut row = Row { program: "Gangway", built_s, disk_mib: mib(&place), times_ms: vec![], found: 0 };
    for (kind, wanted) in &kinds {
        row.take(kind, wanted.iter().map(|wanted| timed(|| ours::find(&index, wanted))).collect());
    }
    rows.push(row);
    let change_ms = ours::change(&index);
    drop(index);

    if with_peers {
        rows.push(plain_row(&folder.path().join("plain"), people, &kinds));
        rows.push(fts_row(&folder.path().join("fts"), people, &kinds).await);
    }
    Report { people, questions: each, rows, change_ms }
}

fn plain_row(place: &Path, people: usize, kinds: &[(&'static str, Vec<Wanted>)]) -> Row {
    fs::create_dir_all(place).unwrap();
    let began = Instant::now();
    let plain = plain::build(place, people::people(people));
    let built_s = began.elapsed().as_secs_f64();
    let mut row = Row { program: "plain tantivy", built_s, disk_mib: mib(place), times_ms: vec![], found: 0 };
    for (kind, wanted) in kinds {
        row.take(kind, wanted.iter().map(|wanted| timed(|| plain.find(wanted))).collect());
    }
    row
}

async fn fts_row(place: &Path, people: usize, kinds: &[(&'static str, Vec<Wanted>)]) -> Row {
    fs::create_dir_all(place).unwrap();
    let began = Instant::now();
    let db = fts::build(&place.join("fts.sqlite"), people::people(people)).await;
    let built_s = began.elapsed().as_secs_f64();
    let mut row = Row { program: "SQLite FTS5", built_s, disk_mib: mib(place), times_ms: vec![], found: 0 };
    for (kind, wanted) in kinds {
        let mut times = Vec::new();
        for wanted in wanted {
            let began = Instant::now();
            let found = fts::find(&db, wanted).await;
            times.push((began.elapsed(), found));
        }
        row.take(kind, times);
    }
    row
}

impl Row {
    fn take(&mut self, kind: &'static str, mut times: Vec<(Duration, u64)>) {
        self.found += times.iter().map(|(_, found)| found).sum::<u64>();
        times.sort_unstable();
        let at = |share: f64| {
            let nth = (times.len() as f64 * share) as usize;
            times
                .get(nth.min(times.len().saturating_sub(1)))
                .map_or(0.0, |(took, _)| 1_000.0 * took.as_secs_f64())
        };
        self.times_ms.push((kind, at(0.5), at(0.95)));
    }
}

fn timed(find: impl FnOnce() -> u64) -> (Duration, u64) {
    let began = Instant::now();
    let found = find();
    (began.elapsed(), found)
}

/// Everything of a person in one text, as the others are given it.
fn one_text(person: &Document) -> String {
    let parts =
        [&person.name, &person.title, &person.company, &person.city, &person.country, &person.industry];
    let lists = person.skills.iter().chain(&person.text);
    parts.into_iter().chain(lists).map(String::as_str).collect::<Vec<_>>().join(" \n ")
}

fn mib(folder: &Path) -> f64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes: u64 = files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
    bytes as f64 / f64::from(1 << 20)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        let kinds =
            self.rows.first().map(|row| row.times_ms.iter().map(|(kind, ..)| *kind)).into_iter().flatten();
        let mut heads = vec![format!("{} people, p50 / p95", self.people), "built".into(), "on disk".into()];
        heads.extend(kinds.map(str::to_owned));
        heads.push("found".into());
        table.load_style(ASCII_MARKDOWN).set_header(heads);
        for row in &self.rows {
            let mut cells =
                vec![row.program.into(), format!("{:.1} s", row.built_s), format!("{:.0} MiB", row.disk_mib)];
            cells.extend(row.times_ms.iter().map(|(_, p50, p95)| format!("{p50:.1} / {p95:.1} ms")));
            cells.push(row.found.to_string());
            table.add_row(cells);
        }
        writeln!(f, "{table}\n")?;
        write!(
            f,
            "A change is found after {:.0} ms. {} questions of each kind.",
            self.change_ms, self.questions
        )
    }
}
