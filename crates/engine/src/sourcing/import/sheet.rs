//! A table out of a file: CSV of any separator and encoding, or the first sheet of an XLSX workbook.

use super::xlsx;
use crate::hiring::upkeep::import::{
    table,
    text::{decode, delimiter},
};

/// A table: what its columns are called, and its rows, each with its number in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    pub headings: Vec<String>,
    pub rows: Vec<(u32, Vec<String>)>,
}

/// No more rows are taken from one file.
pub(super) const MOST_ROWS: usize = 50_000;

/// Reads a file, or says in a sentence why it can't be.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return headed(xlsx::read(bytes)?);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err("This is a workbook of an old kind (XLS). Save it as XLSX or CSV.".into());
    }
    let text = decode(bytes)?;
    let table = table::read(&text, delimiter(&text))?;
    let rows =
        table.rows.into_iter().map(|line| (u32::try_from(line.number).unwrap_or(u32::MAX), line.cells));
    Ok(Sheet { headings: table.headings, rows: rows.collect() })
}

/// The first row that is not empty names the columns.
fn headed(rows: Vec<(u32, Vec<String>)>) -> Result<Sheet, String> {
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let (_, headings) = rows.next().ok_or("The first sheet of this workbook is empty.")?;
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Err("The first sheet has headings but no rows below them.".into());
    }
    Ok(Sheet { headings, rows })
}
