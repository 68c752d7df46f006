//! A file's headings and rows.

use model::contact::normal_email;

use super::{MOST_ROWS, formula::as_written};

/// A file's headings and rows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// The headings; one that is empty is called by its place.
    pub headings: Vec<String>,
    /// The rows below, without those that are empty.
    pub rows: Vec<Line>,
}

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The line of the file on which it begins, from 1.
    pub number: u64,
    /// Its cells, without surrounding blanks.
    pub cells: Vec<String>,
}

/// Reads a file, or says in a sentence why it can't be.
pub(crate) fn read(text: &str, delimiter: char) -> Result<Table, String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| "The file can't be read as CSV.".to_owned())?;
        let cells: Vec<String> =
            record.iter().map(|cell| as_written(cell.trim()).trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if lines.len() > MOST_ROWS {
            return Err(format!("The file has more than {MOST_ROWS} rows. Cut it into several files."));
        }
        lines.push(Line { number: record.position().map_or(0, |at| line_at(text, at)), cells });
    }
    let mut lines = lines.into_iter();
    let headings = lines.next().ok_or("The file is empty.")?.cells;
    if headings.iter().any(|heading| normal_email(heading).is_some()) {
        let sentence = "The first row has an e-mail address where the headings should be. Add a first row that \
                        names the columns.";
        return Err(sentence.into());
    }
    let rows: Vec<_> = lines.collect();
    if rows.is_empty() {
        return Err("The file has headings but no rows below them.".into());
    }
    let named = |(nth, heading): (usize, String)| {
        if heading.is_empty() { format!("Column {}", nth + 1) } else { heading }
    };
    Ok(Table { headings: headings.into_iter().enumerate().map(named).collect(), rows })
}

/// The reader's place is before the empty lines that it skips; a person counts from where the text stands.
pub(crate) fn line_at(text: &str, at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    at.line() + rest.iter().take_while(|byte| **byte == b'\n').count() as u64
}

impl Line {
    /// Whether the row has more cells than there are headings, so that it can't be said what they are.
    pub fn is_too_long(&self, headings: usize) -> bool {
        self.cells.iter().skip(headings).any(|cell| !cell.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_the_line_they_begin_on() {
        let text = "name,note,\n\nAna,\"two\nlines\",x\n , ,\n\n\nBo,one\n";
        let table = read(text, ',').unwrap();
        assert_eq!(table.headings, ["name", "note", "Column 3"]);
        let numbers: Vec<_> = table.rows.iter().map(|line| (line.number, line.cells[0].as_str())).collect();
        assert_eq!(numbers, [(3, "Ana"), (8, "Bo")]);
    }

    #[test]
    fn a_file_without_headings_or_rows_is_refused() {
        assert!(read("ana@example.com,Ana\n", ',').unwrap_err().contains("first row"));
        assert!(read("name,email\n\n", ',').unwrap_err().contains("no rows"));
        assert!(read("\n \n", ',').unwrap_err().contains("empty"));
        let long = format!("name\n{}", "a\n".repeat(MOST_ROWS + 1));
        assert!(read(&long, ',').unwrap_err().contains("more than"));
    }

    #[test]
    fn cells_without_a_heading_are_noticed() {
        let table = read("a,b\n1,2,,\n1,2,3\n", ',').unwrap();
        let long: Vec<_> = table.rows.iter().map(|line| line.is_too_long(2)).collect();
        assert_eq!(long, [false, true]);
    }
}
