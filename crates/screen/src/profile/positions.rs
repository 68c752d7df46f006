//! Positions: each has its dates, and its title and employer stand beside, above or below them.

mod head;

use model::screening::{Found, Position, SectionKind};

use super::{
    dates::{self, Period},
    lines::{Line, span},
};
use head::Head;

/// Lines of a heading above its dates at most.
const ABOVE: usize = 2;

/// A line that tells a span of time.
#[derive(Clone, Copy)]
struct Anchor {
    line: usize,
    period: Period,
}

pub(super) fn of(lines: &[Line<'_>]) -> Vec<Position> {
    let told = lines.iter().any(|line| line.section == Some(SectionKind::Experience));
    let mut positions = Vec::new();
    for (from, to) in parts(lines, told) {
        positions.extend(in_part(&lines[from..to]));
    }
    positions
}

/// Runs of lines that may tell of positions: the parts about experience; without any, what no other heading claims.
fn parts(lines: &[Line<'_>], told: bool) -> Vec<(usize, usize)> {
    let is_meant = |line: &Line<'_>| match line.section {
        Some(SectionKind::Experience) => true,
        Some(SectionKind::Contact | SectionKind::Summary | SectionKind::Other) => !told,
        _ => false,
    };
    let (mut parts, mut from) = (Vec::new(), None);
    for (nth, line) in lines.iter().enumerate() {
        match (from, is_meant(line)) {
            (None, true) => from = Some(nth),
            (Some(begun), false) => {
                parts.push((begun, nth));
                from = None;
            }
            _ => {}
        }
    }
    parts.extend(from.map(|begun| (begun, lines.len())));
    parts
}

fn in_part(lines: &[Line<'_>]) -> Vec<Position> {
    let anchors = anchors(lines);
    let Some(first) = anchors.first() else { return vec![] };
    // The first position shows how all of them are laid out: how many lines stand above its dates.
    let usual = above(lines, first.line, 0, ABOVE);
    let begins: Vec<usize> = anchors
        .iter()
        .enumerate()
        .map(|(nth, anchor)| {
            let least =
                nth.checked_sub(1).and_then(|before| anchors.get(before)).map_or(0, |before| before.line + 1);
            anchor.line - above(lines, anchor.line, least, usual)
        })
        .collect();
    let heads: Vec<Head> = anchors
        .iter()
        .enumerate()
        .map(|(nth, anchor)| {
            let end = begins.get(nth + 1).copied().unwrap_or(lines.len());
            head::of(&lines[begins[nth]..end], anchor.line - begins[nth], anchor.period)
        })
        .collect();
    let title_first = head::title_first(&heads);
    let ends = begins.iter().skip(1).copied().chain([lines.len()]);
    let whole = begins.iter().zip(ends).map(|(&begin, end)| span(lines[begin].start, lines[end - 1].end()));
    anchors
        .iter()
        .zip(heads)
        .zip(whole)
        .map(|((anchor, head), span)| {
            let (title, employer) = head.decide(title_first);
            let line = &lines[anchor.line];
            let (start, end) = anchor.period.from_told;
            let told = line.at(&line.text[start..end]);
            let from = Some(Found { value: anchor.period.from, span: told });
            Position { title, employer, from, until: anchor.period.until, span }
        })
        .collect()
}

/// Lines with a span of time. Items of lists tell what was done, and count only where nothing else has dates.
fn anchors(lines: &[Line<'_>]) -> Vec<Anchor> {
    let of = |items: bool| {
        let meant = lines.iter().enumerate().filter(|(_, line)| line.item == items && line.text.len() <= 200);
        let dated =
            meant.filter_map(|(nth, line)| Some(Anchor { line: nth, period: dates::period(line.text)? }));
        dated.filter(|anchor| items || is_heading(lines[anchor.line].text, anchor.period)).collect::<Vec<_>>()
    };
    let anchors = of(false);
    if anchors.is_empty() { of(true) } else { anchors }
}

/// A sentence may tell of years too; what is said beside the dates of a heading is short or set apart.
fn is_heading(line: &str, period: Period) -> bool {
    let rest = format!("{} {}", &line[..period.start], &line[period.end..]);
    rest.split_whitespace().count() <= 14 && !rest.trim_end().ends_with(['.', ';'])
}

/// How many lines directly above belong to a heading. They stand together; an empty line is above them.
fn above(lines: &[Line<'_>], at: usize, least: usize, most: usize) -> usize {
    let mut first = at;
    while first > least && at - first < most && !lines[first].apart {
        let line = &lines[first - 1];
        let said = line.text.split_whitespace().count();
        if line.item
            || said > 12
            || line.text.ends_with(['.', ';', ','])
            || dates::period(line.text).is_some()
        {
            break;
        }
        first -= 1;
    }
    at - first
}

#[cfg(test)]
mod tests;
