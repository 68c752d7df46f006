//! Cells that a spreadsheet would take for a formula, and run.

/// What a formula can begin with.
const BEGINNINGS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The cell with an apostrophe before what could be a formula, so that a spreadsheet shows it as text.
pub(crate) fn harmless(cell: &str) -> String {
    if cell.starts_with(BEGINNINGS) { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell without such an apostrophe: a file of rejected rows comes back once it is mended.
pub(crate) fn as_written(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINNINGS)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text_and_comes_back() {
        for cell in ["=cmd|' /C calc'!A0", "+44 20 7946 0018", "-1", "@SUM(A1)", "\tx"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
            assert_eq!(as_written(&harmless(cell)), cell);
        }
        for cell in ["Ana", "'s-Hertogenbosch", ""] {
            assert_eq!(harmless(cell), cell);
            assert_eq!(as_written(cell), cell);
        }
    }
}
