//! The headings of a CSV file, wherever they stand, and the rows below them.

use crate::hiring::upkeep::import::table::line_at;

/// How far down headings are looked for: above them stand a few lines of explanation at most.
const LOOKED_AT: usize = 200;

/// The headings and the rows below.
pub(super) struct Rows {
    headings: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// One row.
pub(super) struct Row<'r> {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    headings: &'r [String],
    cells: &'r [String],
}

/// Finds the line that `is_heading` takes for headings, given in lower case, and reads what is below.
pub(super) fn find(text: &str, is_heading: fn(&[String]) -> bool) -> Option<Rows> {
    let mut start = 0;
    for (above, line) in text.split_inclusive('\n').take(LOOKED_AT).enumerate() {
        for delimiter in [b',', b';', b'\t'] {
            let headings: Vec<String> = cells(line, delimiter).next().map_or(vec![], |(_, cells)| cells);
            let headings: Vec<String> = headings.iter().map(|heading| normal(heading)).collect();
            if is_heading(&headings) {
                let rows = cells(&text[start..], delimiter).skip(1);
                let rows = rows.map(|(line, cells)| (line + above as u64, cells)).collect();
                return Some(Rows { headings, rows });
            }
        }
        start += line.len();
    }
    None
}

fn normal(heading: &str) -> String {
    heading.trim_matches(['\u{feff}', ' ', '"']).to_lowercase()
}

/// The records of a text, each with its line. What can't be read as CSV ends the list: nothing below it can be trusted.
fn cells(text: &str, delimiter: u8) -> impl Iterator<Item = (u64, Vec<String>)> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok).map(move |record| {
        let line = record.position().map_or(0, |at| line_at(text, at));
        (line, record.iter().map(|cell| cell.trim().to_owned()).collect())
    })
}

impl Rows {
    /// The rows, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { line: *line, headings: &self.headings, cells })
    }
}

impl<'r> Row<'r> {
    /// The cell below a heading; empty where there is none.
    pub fn get(&self, heading: &str) -> &'r str {
        self.named().find(|(known, _)| *known == heading).map_or("", |(_, cell)| cell)
    }

    /// Every cell with its heading.
    pub fn named(&self) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.headings.iter().map(String::as_str).zip(self.cells.iter().map(String::as_str))
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}
