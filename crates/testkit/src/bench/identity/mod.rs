//! Measuring how well the same person is found twice: on FEBRL 3 and 4, beside two other programs in the same run.
//!
//! The weights are learnt from each set without its answers; the threshold is chosen on sets 1 and 2 and judged on sets
//! 3 and 4.

mod febrl;
mod measure;

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use serde::{Deserialize, Serialize};

/// The other programs, and who writes the sets into files.
const PEERS: &str = include_str!("peers.py");

/// One program's work on one set.
#[derive(Debug, Serialize, Deserialize)]
pub struct Row {
    /// Which program.
    pub peer: String,
    /// Which set.
    pub set: u8,
    /// Of the pairs found, the share that is one person.
    pub precision: f64,
    /// Of the pairs that are one person, the share that was found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// From the records to the pairs.
    pub seconds: f64,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The threshold that sets 1 and 2 gave, in bits.
    pub threshold: f64,
    /// Each program on each set.
    pub rows: Vec<Row>,
}

/// Measures once. `python` is an interpreter that has the packages `recordlinkage` and `splink`.
///
/// # Errors
/// A sentence that says what is missing.
pub fn run(python: &Path, folder: &Path) -> Result<Report, String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let script = folder.join("peers.py");
    std::fs::write(&script, PEERS).map_err(|error| error.to_string())?;
    call(python, &script, folder, "export")?;
    let sets = (1..=4).map(|nth| febrl::read(folder, nth)).collect::<Result<Vec<_>, _>>()?;
    let threshold = measure::tuned(&sets[..2]);
    let mut rows = Vec::new();
    for nth in [3_u8, 4] {
        // The quickest of three: the first one also pays for memory that the others find ready.
        let set = &sets[usize::from(nth) - 1];
        let runs = (0..3).map(|_| measure::measure(set, threshold));
        let best = runs.min_by_key(|run| run.took).unwrap_or_default();
        let seconds = best.took.as_secs_f64();
        let (precision, recall, f1) = (best.precision, best.recall, best.f1);
        rows.push(Row { peer: "Gangway".into(), set: nth, precision, recall, f1, seconds });
    }
    for line in call(python, &script, folder, "measure")?.lines().filter(|line| line.starts_with('{')) {
        rows.push(serde_json::from_str(line).map_err(|error| error.to_string())?);
    }
    rows.sort_by_key(|row| row.set);
    Ok(Report { threshold, rows })
}

fn call(python: &Path, script: &Path, folder: &Path, what: &str) -> Result<String, String> {
    let call = Command::new(python).arg(script).arg(folder).arg(what).output();
    let output = call.map_err(|error| format!("{}: {error}", python.display()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where the packages are, unless another place is named.
pub fn usual_python() -> PathBuf {
    std::env::home_dir().unwrap_or_default().join(".cache/gangway/python-bench/venv/bin/python")
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(ASCII_MARKDOWN);
        table.set_header(["FEBRL", "program", "precision", "recall", "F1", "time"]);
        for row in &self.rows {
            let share = |share: f64| format!("{share:.5}");
            table.add_row([
                row.set.to_string(),
                row.peer.clone(),
                share(row.precision),
                share(row.recall),
                share(row.f1),
                format!("{:.2} s", row.seconds),
            ]);
        }
        writeln!(f, "Threshold from sets 1 and 2: {} bits.\n", self.threshold)?;
        write!(f, "{table}")
    }
}
