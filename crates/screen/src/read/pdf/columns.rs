//! Columns are read one after the other, tables and dates at the margin across.
//!
//! Two blocks beside each other are columns where an empty strip runs between them, both are filled line for line,
//! and the file draws the one before the other. A date at the right margin leaves most lines beside it empty, and a
//! table is drawn row by row.

use std::collections::BTreeMap;

use super::lines::Line;

/// Fewer lines beside each other are no columns.
const FEWEST: usize = 5;
/// Columns inside columns; a page has no more.
const DEEPEST: usize = 5;

/// A strip between two columns.
struct Gutter {
    /// Lines of which it is part.
    from: usize,
    to: usize,
    /// Where the right column begins.
    x: f64,
    /// Lines of the shorter column.
    lines: usize,
}

/// The lines in the order in which a person reads them.
pub(super) fn in_order(lines: Vec<Line>) -> Vec<Line> {
    split(lines, DEEPEST)
}

fn split(mut lines: Vec<Line>, depth: usize) -> Vec<Line> {
    let Some(gutter) = (depth > 0).then(|| gutter(&lines)).flatten() else { return lines };
    let below = lines.split_off(gutter.to);
    let beside = lines.split_off(gutter.from);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in beside {
        let (l, r): (Vec<_>, Vec<_>) = line.pieces.into_iter().partition(|piece| piece.left < gutter.x - 1.0);
        for (pieces, column) in [(l, &mut left), (r, &mut right)] {
            if !pieces.is_empty() {
                column.push(Line { pieces, ..line });
            }
        }
    }
    [lines, left, right, below].into_iter().flat_map(|part| split(part, depth - 1)).collect()
}

/// The strip with the longest columns at its sides.
fn gutter(lines: &[Line]) -> Option<Gutter> {
    let mut edges: BTreeMap<i64, usize> = BTreeMap::new();
    for piece in lines.iter().flat_map(|line| &line.pieces) {
        *edges.entry((piece.left / 2.0).round() as i64).or_default() += 1;
    }
    let often = edges.into_iter().filter(|(_, count)| *count >= FEWEST);
    often.filter_map(|(edge, _)| at(lines, edge as f64 * 2.0 - 1.0)).max_by_key(|gutter| gutter.lines)
}

/// The longest run of lines that leave a strip before `x` empty, if it has columns at both sides.
fn at(lines: &[Line], x: f64) -> Option<Gutter> {
    let crosses = |line: &Line| {
        line.pieces.iter().any(|piece| piece.left < x - 1.0 && piece.right > x - 0.6 * piece.size)
    };
    let mut best: Option<Gutter> = None;
    let mut from = 0;
    while from < lines.len() {
        if crosses(&lines[from]) {
            from += 1;
            continue;
        }
        let to = (from..lines.len()).find(|&nth| crosses(&lines[nth])).unwrap_or(lines.len());
        if let Some(count) = shorter(&lines[from..to], x)
            && best.as_ref().is_none_or(|best| best.lines < count)
        {
            best = Some(Gutter { from, to, x, lines: count });
        }
        from = to;
    }
    best
}

/// Lines of the shorter of two columns; `None` where these lines are none.
fn shorter(lines: &[Line], x: f64) -> Option<usize> {
    let is_left = |left: f64| left < x - 1.0;
    let left = lines.iter().filter(|line| line.pieces.iter().any(|piece| is_left(piece.left))).count();
    let right = lines.iter().filter(|line| line.pieces.iter().any(|piece| !is_left(piece.left))).count();
    let least = left.min(right);
    if least < FEWEST || least * 3 < lines.len() {
        return None;
    }
    let mut drawn: Vec<(usize, bool)> =
        lines.iter().flat_map(|line| &line.pieces).map(|piece| (piece.nth, is_left(piece.left))).collect();
    drawn.sort_unstable();
    let switches = drawn.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    (switches <= 1 + least / 3).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::{glyphs::Piece, lines};

    /// Pieces in the order in which they are drawn: text, x, y; each letter 5 wide.
    fn read(pieces: &[(&str, f64, f64)]) -> Vec<String> {
        let pieces = pieces.iter().enumerate().map(|(nth, (text, left, base))| Piece {
            text: (*text).into(),
            left: *left,
            right: left + 5.0 * text.len() as f64,
            base: *base,
            size: 10.0,
            nth,
        });
        lines::text(&in_order(lines::of(pieces.collect()))).split('\n').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut pieces = vec![("A name and a line across the whole of the page", 50.0, 20.0)];
        pieces.extend((0..6).map(|row| ("left", 50.0, 40.0 + 12.0 * f64::from(row))));
        pieces.extend((0..7).map(|row| ("right", 200.0, 43.0 + 12.0 * f64::from(row))));
        let read = read(&pieces);
        assert_eq!(read.iter().filter(|line| !line.is_empty()).count(), 14);
        assert!(read.iter().rposition(|line| line == "left") < read.iter().position(|line| line == "right"));
    }

    #[test]
    fn dates_at_the_margin_and_tables_are_read_across() {
        let mut dated = vec![];
        for row in 0..4 {
            let y = 40.0 + 48.0 * f64::from(row);
            dated.extend([("Cook", 50.0, y), ("2020", 300.0, y)]);
            dated.extend((1..4).map(|line| ("did", 50.0, y + 12.0 * f64::from(line))));
        }
        assert_eq!(read(&dated).iter().filter(|line| *line == "Cook\t2020").count(), 4);
        let table: Vec<_> = (0..8)
            .flat_map(|row| [("Rust", 50.0, 12.0 * f64::from(row)), ("expert", 200.0, 12.0 * f64::from(row))])
            .collect();
        assert!(read(&table).iter().all(|line| line == "Rust\texpert"));
    }
}
