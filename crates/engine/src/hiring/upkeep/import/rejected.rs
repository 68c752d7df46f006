//! The rows that were left out, as a file to mend and bring again.

use std::collections::BTreeMap;

use model::ImportId;

use super::{Outcome, check::examine, find, formula::harmless, table};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// The rows that were left out, with the reason in a column of their own; before the file is brought in, the rows
/// that can't be. What a spreadsheet could take for a formula is made text.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where the file isn't mapped.
pub async fn rejected(app: &App, actor: &Actor, id: ImportId) -> Result<String> {
    let kept = find(&app.db, actor, id).await?;
    let reasons: BTreeMap<u64, String> = match &kept.outcome {
        Some(outcome) => {
            let outcome = Outcome::read(outcome)?;
            outcome.bad.into_iter().chain(outcome.skipped).map(|row| (row.line, row.reason)).collect()
        }
        None => {
            let rows = examine(&app.db, actor.workspace, &kept).await?.rows.into_iter();
            rows.filter(|row| !row.problems.is_empty())
                .map(|row| (row.line, row.problems.join(" ")))
                .collect()
        }
    };
    let table = table::read(&kept.file, kept.delimiter).map_err(Error::Conflict)?;
    let width = table.rows.iter().map(|line| line.cells.len()).max().unwrap_or(0).max(table.headings.len());
    let mut writer = csv::WriterBuilder::new().delimiter(kept.delimiter as u8).from_writer(Vec::new());
    let mut write = |cells: &[String], reason: &str| {
        let filled = cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(width);
        writer.write_record(filled.chain([reason]).map(harmless))
    };
    let unwritten = |_| Error::Conflict("The file of rejected rows could not be written.".into());
    write(&table.headings, "Reason").map_err(unwritten)?;
    for line in &table.rows {
        if let Some(reason) = reasons.get(&line.number) {
            write(&line.cells, reason).map_err(unwritten)?;
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    // The mark by which spreadsheets know the encoding.
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}
