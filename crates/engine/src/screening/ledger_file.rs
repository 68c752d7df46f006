//! The whole ledger as a file: for a spreadsheet, or with all that it takes to prove it somewhere else.

use model::access::Right;
use serde_json::{Value, json};
use store::{
    Snapshot,
    screening::ledger::sealed::{self, Sealed},
};

use super::report::file::written;
use crate::{Actor, App, Result};

/// How many rows are read at a time.
const STRIDE: u64 = 2_000;

const HEADINGS: [&str; 16] = [
    "Row",
    "At",
    "Event",
    "Job",
    "Application",
    "Points",
    "Standing",
    "Threshold",
    "Criteria version",
    "Scorer",
    "Input SHA-256",
    "Because",
    "By",
    "Reason",
    "Previous hash",
    "Hash",
];

/// The ledger as CSV, in UTF-8 with the mark by which spreadsheets know it. It names nobody who applied.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn csv(app: &App, actor: &Actor) -> Result<String> {
    let mut lines = vec![HEADINGS.map(str::to_owned).to_vec()];
    lines.extend(all(app, actor).await?.into_iter().map(cells));
    Ok(written(&lines))
}

/// The ledger as JSON, with the text that each row's hash covers.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn json(app: &App, actor: &Actor) -> Result<String> {
    let rows: Vec<Value> = all(app, actor).await?.into_iter().map(as_json).collect();
    let text = json!({"format": "gangway-screening-ledger-1", "rows": rows});
    Ok(serde_json::to_string_pretty(&text).unwrap_or_default())
}

async fn all(app: &App, actor: &Actor) -> Result<Vec<Sealed>> {
    actor.require(Right::WorkspaceManage)?;
    let snapshot: Snapshot = app.db.snapshot().await?;
    let (mut rows, mut last): (Vec<Sealed>, u64) = (Vec::new(), 0);
    loop {
        let found = sealed::after(&snapshot, actor.workspace, last, STRIDE).await?;
        let Some(end) = found.last() else { return Ok(rows) };
        last = end.entry.position;
        rows.extend(found);
    }
}

fn cells(row: Sealed) -> Vec<String> {
    let (line, seal) = (row.entry.line, row.seal);
    let facts = line.facts;
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    vec![
        row.entry.position.to_string(),
        line.at.to_string(),
        line.event.as_str().into(),
        line.job.to_string(),
        line.application.map(|id| id.to_string()).unwrap_or_default(),
        number(facts.points.map(u32::from)),
        facts.standing.map(|standing| standing.as_str().to_owned()).unwrap_or_default(),
        number(facts.threshold.map(|threshold| threshold.0.into())),
        number(facts.criteria_version),
        facts.scorer.unwrap_or_default(),
        facts.input.unwrap_or_default(),
        facts.because.unwrap_or_default(),
        line.actor,
        line.reason.unwrap_or_default(),
        seal.previous,
        seal.hash,
    ]
}

/// A row as JSON.
pub(crate) fn as_json(row: Sealed) -> Value {
    let line = row.entry.line;
    json!({
        "position": row.entry.position,
        "at": line.at,
        "at_ms": line.at.as_millisecond(),
        "event": line.event,
        "job": line.job,
        "application": line.application,
        "facts": line.facts,
        "actor": line.actor,
        "actor_id": line.actor_id,
        "reason": line.reason,
        "seal": row.seal,
    })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::{
        hiring::testing::house,
        people::testing::benches,
        screening::{Threshold, threshold::set_job},
    };

    /// The hash of a row, from what the file says alone.
    fn hash(row: &Value) -> String {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        let seal = &row["seal"];
        let parts = [
            &seal["workspace"],
            &row["job"],
            &row["application"],
            &row["actor_id"],
            &row["position"],
            &row["at_ms"],
            &row["event"],
            &seal["facts"],
            &row["actor"],
            &seal["reason_hash"],
            &seal["previous"],
        ];
        let mut hash = Sha256::new();
        for part in parts.map(text) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex::encode(hash.finalize())
    }

    #[tokio::test]
    async fn the_file_can_be_proved_by_somebody_else() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await.actor);
            let house = house(app, &boss).await;
            for points in [50, 60, 65] {
                set_job(app, &boss, house.job.id, Some(Threshold(points))).await.unwrap();
            }
            let file: Value = serde_json::from_str(&json(app, &boss).await.unwrap()).unwrap();
            let rows = file["rows"].as_array().unwrap();
            assert_eq!(rows.len(), 3, "{}", bench.kind());
            let mut previous = String::new();
            for row in rows {
                assert_eq!(row["seal"]["previous"], previous);
                assert_eq!(row["seal"]["hash"], hash(row));
                previous = hash(row);
            }
            let text = csv(app, &boss).await.unwrap();
            assert_eq!(text.lines().count(), 4, "{text}");
            assert!(text.contains(",threshold,") && text.contains(&previous), "{text}");
        }
    }
}
