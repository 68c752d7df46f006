//! Pieces on one height are a line.

use super::glyphs::Piece;

/// Pieces that stand on one height, from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub base: f64,
    pub size: f64,
    pub pieces: Vec<Piece>,
}

/// The lines of a page from top to bottom.
pub(super) fn of(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if (piece.base - line.base).abs() < 0.35 * piece.size.min(line.size) => {
                line.size = line.size.max(piece.size);
                line.pieces.push(piece);
            }
            _ => lines.push(Line { base: piece.base, size: piece.size, pieces: vec![piece] }),
        }
    }
    for line in &mut lines {
        line.pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    lines
}

/// Lines in their order as text. A gap inside a line becomes a tab, a gap between lines an empty line.
pub(super) fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for (nth, line) in lines.iter().enumerate() {
        if let Some(before) = nth.checked_sub(1).and_then(|before| lines.get(before)) {
            let step = line.base - before.base;
            let apart = step < 0.0 || step > 2.0 * line.size.min(before.size);
            text.push_str(if apart { "\n\n" } else { "\n" });
        }
        let mut right: Option<f64> = None;
        for piece in &line.pieces {
            match right.map(|right| piece.left - right) {
                Some(gap) if gap >= line.size => text.push('\t'),
                Some(gap) if gap > 0.1 * line.size => text.push(' '),
                _ => {}
            }
            text.push_str(&piece.text);
            right = Some(piece.right);
        }
    }
    text
}
