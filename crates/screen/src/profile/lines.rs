//! A text as lines with their places.

use model::screening::{SectionKind, Span};

/// A line that says something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Without blanks at its ends.
    pub text: &'t str,
    /// Where it begins in the whole text.
    pub start: usize,
    /// Whether an empty line stands before it.
    pub apart: bool,
    /// Whether it is an item of a list; its mark is not part of the text.
    pub item: bool,
    /// Which part of the résumé it belongs to; headings belong to none.
    pub section: Option<SectionKind>,
}

/// Marks of items beside [`crate::read`]'s own.
const MARKS: &[&str] = &["• ", "- ", "– ", "* ", "· ", "+ ", "o ", "> ", "→ "];

pub(super) fn of(text: &str) -> Vec<Line<'_>> {
    let (mut lines, mut apart) = (Vec::new(), true);
    for raw in text.split('\n') {
        let whole = raw.trim();
        if whole.is_empty() {
            apart = true;
            continue;
        }
        let mark = MARKS.iter().find_map(|mark| whole.strip_prefix(mark));
        let said = mark.map_or(whole, str::trim_start);
        lines.push(Line { text: said, start: place(text, said), apart, item: mark.is_some(), section: None });
        apart = false;
    }
    lines
}

impl<'t> Line<'t> {
    /// Where the line stands.
    pub(super) fn span(&self) -> Span {
        self.at(self.text)
    }

    /// Where a part of it stands.
    pub(super) fn at(&self, part: &str) -> Span {
        let start = self.start + place(self.text, part);
        span(start, start + part.len())
    }

    /// Where the line ends.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// How far into a text a slice of it begins.
pub(crate) fn place(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// A place. A text is never larger than what a place can say: see [`crate::read::limits::MOST_TEXT`].
pub(crate) fn span(start: usize, end: usize) -> Span {
    let byte = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: byte(start), end: byte(end) }
}

/// The words of a text: letters and digits, with the places of each in it.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let text = "Zoë\n\n• Rust\tgood\nend";
        let lines = of(text);
        let told: Vec<_> = lines.iter().map(|line| (line.text, line.start, line.apart, line.item)).collect();
        assert_eq!(
            told,
            [("Zoë", 0, true, false), ("Rust\tgood", 10, true, true), ("end", 20, false, false)]
        );
        let good = &lines[1].text[5..];
        assert_eq!(lines[1].at(good), span(15, 19));
    }
}
