//! The heading of a position: what stands beside its dates, told apart into title and employer.

use model::screening::Found;

use crate::profile::{dates::Period, lines::Line, wording};

/// Marks between the parts of a heading. A comma may also be part of a title, so it parts only where nothing else does.
const BETWEEN: &[&str] = &["\t", " | ", "|", " – ", " — ", " - ", " · ", " • ", ": ", " // "];
/// Words that an employer follows.
const AT: &[&str] = &[" at ", " @ ", " bei der ", " bei ", " chez "];
/// What does not belong to a part at its ends.
const EDGES: &[char] = &[' ', ',', ';', ':', '|', '(', ')', '–', '—', '-', '·', '•', '\t', '/'];
/// Lines of a heading below its dates at most, and words in each.
const BELOW: usize = 2;
const WORDS: usize = 10;

/// Something that stands in a heading.
struct Part {
    found: Found<String>,
    /// Above zero it looks like a title, below like an employer.
    looks: i32,
    line: usize,
}

/// A heading.
pub(super) struct Head {
    parts: Vec<Part>,
}

/// The heading of a position whose dates stand in one of these lines.
pub(super) fn of(lines: &[Line<'_>], dated: usize, period: Period) -> Head {
    let mut parts = Vec::new();
    for (nth, line) in lines[..dated].iter().enumerate() {
        parts.extend(split(line, line.text, nth));
    }
    let line = &lines[dated];
    parts.extend(split(line, &line.text[..period.start], dated));
    parts.extend(split(line, &line.text[period.end..], dated));
    for (nth, line) in lines.iter().enumerate().skip(dated + 1).take(BELOW) {
        let sentence = line.text.ends_with('.') && wording::house(line.text) == 0;
        if parts.len() >= 2 || line.item || sentence || line.text.split_whitespace().count() > WORDS {
            break;
        }
        parts.extend(split(line, line.text, nth));
    }
    if let [only] = parts.as_slice() {
        let line = &lines[only.line];
        let (start, end) =
            (only.found.span.start as usize - line.start, only.found.span.end as usize - line.start);
        if let Some((first, rest)) = line.text[start..end].split_once(", ") {
            let nth = only.line;
            parts =
                [part(line, first, false, nth), part(line, rest, false, nth)].into_iter().flatten().collect();
        }
    }
    Head { parts }
}

fn split(line: &Line<'_>, text: &str, nth: usize) -> Vec<Part> {
    let mut pieces = vec![(text, false)];
    for between in BETWEEN {
        pieces = pieces
            .into_iter()
            .flat_map(|(text, at)| text.split(between).map(move |piece| (piece, at)))
            .collect();
    }
    let mut parts = Vec::new();
    for (piece, _) in pieces {
        let at = AT.iter().find_map(|at| piece.split_once(at));
        match at {
            Some((title, employer)) => {
                parts.extend(part(line, title, false, nth));
                parts.extend(part(line, employer, true, nth));
            }
            None => {
                let bare = piece.trim();
                let employer =
                    ["at ", "@ ", "@", "bei ", "chez "].iter().find_map(|at| bare.strip_prefix(at));
                parts.extend(part(line, employer.unwrap_or(bare), employer.is_some(), nth));
            }
        }
    }
    parts
}

fn part(line: &Line<'_>, text: &str, employer: bool, nth: usize) -> Option<Part> {
    let mut bare = text.trim_matches(EDGES);
    // A bracket that the part itself opened belongs to it.
    if bare.contains('(') && !bare.contains(')') {
        let begin = crate::profile::lines::place(text, bare);
        bare = text.get(begin..=begin + bare.len()).filter(|longer| longer.ends_with(')')).unwrap_or(bare);
    }
    if !bare.contains(char::is_alphabetic) {
        return None;
    }
    let looks = wording::title(bare) - wording::house(bare) - if employer { 3 } else { 0 };
    Some(Part { found: Found { value: bare.to_owned(), span: line.at(bare) }, looks, line: nth })
}

/// Whether titles stand before employers, as far as these headings tell.
pub(super) fn title_first(heads: &[Head]) -> bool {
    let told = heads.iter().filter_map(|head| {
        let title = head.best(|looks| looks)?;
        let employer =
            head.best(|looks| -looks).or_else(|| (0..head.parts.len()).find(|&nth| nth != title))?;
        Some(title < employer)
    });
    let (before, after): (Vec<_>, Vec<_>) = told.partition(|first| *first);
    before.len() >= after.len()
}

impl Head {
    /// The part that looks most like something.
    fn best(&self, looks: impl Fn(i32) -> i32) -> Option<usize> {
        let best = self.parts.iter().map(|part| looks(part.looks)).max().filter(|best| *best > 0)?;
        self.parts.iter().position(|part| looks(part.looks) == best)
    }

    /// Title and employer.
    pub(super) fn decide(self, title_first: bool) -> (Option<Found<String>>, Option<Found<String>>) {
        let (title, employer) = match (self.best(|looks| looks), self.best(|looks| -looks)) {
            (Some(title), Some(employer)) => (Some(title), Some(employer)),
            (Some(title), None) => (Some(title), self.beside(title, title_first)),
            (None, Some(employer)) => (self.beside(employer, !title_first), Some(employer)),
            (None, None) if self.parts.len() < 2 => (Some(0), None),
            (None, None) if title_first => (Some(0), Some(1)),
            (None, None) => (Some(1), Some(0)),
        };
        let take =
            |nth: Option<usize>| nth.and_then(|nth| self.parts.get(nth)).map(|part| part.found.clone());
        (take(title), take(employer).map(without_place))
    }

    /// The part after this one, or the first of the line before it, whichever there is and is wanted.
    fn beside(&self, nth: usize, after: bool) -> Option<usize> {
        let next = (nth + 1 < self.parts.len()).then_some(nth + 1);
        let before = nth.checked_sub(1).map(|before| {
            let line = self.parts[before].line;
            self.parts.iter().position(|part| part.line == line).unwrap_or(before)
        });
        if after { next.or(before) } else { before.or(next) }
    }
}

/// “Acme GmbH, Berlin” without the place; “Acme, Inc.” as it is.
fn without_place(mut employer: Found<String>) -> Found<String> {
    let cut = employer.value.match_indices(", ").map(|(at, _)| at).find(|&at| {
        let rest = &employer.value[at + 2..];
        let next = rest.split(',').next().unwrap_or(rest);
        !(next.split_whitespace().count() == 1 && wording::house(next) > 0)
    });
    if let Some(at) = cut {
        employer.value.truncate(at);
        employer.span.end = employer.span.start + at as u32;
    }
    employer
}
