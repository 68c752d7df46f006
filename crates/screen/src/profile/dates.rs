//! Dates and spans of time as people write them.

use model::screening::{Month, Until};

/// Words for months by their first letters, in English, German, French and Spanish.
const MONTHS: &[&[&str]] = &[
    &["jan", "january", "januar", "jän", "jänner", "janv", "janvier", "ene", "enero"],
    &["feb", "february", "februar", "febr", "fév", "févr", "février", "febrero"],
    &["mar", "march", "märz", "mär", "mrz", "mars", "marzo"],
    &["apr", "april", "avr", "avril", "abr", "abril"],
    &["may", "mai", "mayo"],
    &["jun", "june", "juni", "juin", "junio"],
    &["jul", "july", "juli", "juil", "juillet", "julio"],
    &["aug", "august", "août", "aout", "ago", "agosto"],
    &["sep", "sept", "september", "septembre", "septiembre", "setiembre"],
    &["oct", "october", "okt", "oktober", "octobre", "octubre"],
    &["nov", "november", "novembre", "noviembre"],
    &["dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre"],
];

/// Words for parts of a year, with the month in their middle.
const SEASONS: &[(&str, u8)] = &[
    ("spring", 4),
    ("summer", 7),
    ("fall", 10),
    ("autumn", 10),
    ("winter", 1),
    ("q1", 2),
    ("q2", 5),
    ("q3", 8),
    ("q4", 11),
];

const NOW: &[&str] = &[
    "present",
    "now",
    "current",
    "currently",
    "today",
    "date",
    "ongoing",
    "heute",
    "jetzt",
    "aktuell",
    "laufend",
    "gegenwärtig",
    "aujourd'hui",
    "aujourd’hui",
    "ce jour",
    "présent",
    "actualidad",
    "actualmente",
    "presente",
    "en cours",
    "hoy",
    "the present",
    "till date",
];

const SINCE: &[&str] = &["since", "seit", "depuis", "desde", "ab"];

const BETWEEN: &[&str] = &[
    "–", "—", "-", "−", "~", "to", "until", "till", "through", "bis", "à", "au", "a", "al", "hasta",
    "bis zum",
];

/// A span of time and where a text tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Bytes of its beginning: where [`Self::from`] is told.
    pub from_told: (usize, usize),
    pub from: Month,
    pub until: Until,
}

/// A point of time: a month of a year, or a year.
#[derive(Clone, Copy, Debug)]
struct Point {
    year: i16,
    month: Option<u8>,
    end: usize,
}

/// The first span of time that a line tells. Where only years are told, it is counted from the middle of the first
/// to the middle of the last, since the ends of the years may or may not belong to it.
pub(super) fn period(line: &str) -> Option<Period> {
    starts(line).find_map(|at| period_at(line, at))
}

/// Every date of a line: a span of time or a single one.
pub(crate) fn all(line: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in starts(line) {
        if found.last().is_some_and(|last| at < last.1) {
            continue;
        }
        let end =
            period_at(line, at).map(|period| period.end).or_else(|| point(line, at).map(|point| point.end));
        found.extend(end.map(|end| (at, end)));
    }
    found
}

/// Places at which a date may begin.
fn starts(line: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    line.char_indices().filter_map(move |(at, letter)| {
        let begins = letter.is_alphanumeric() && !before.is_alphanumeric() && !matches!(before, '+' | '@');
        before = letter;
        begins.then_some(at)
    })
}

fn period_at(line: &str, at: usize) -> Option<Period> {
    if let Some(end) = word_of(line, at, SINCE) {
        let begin = blanks(line, end);
        let from = point(line, begin)?;
        return Some(Period {
            start: at,
            end: from.end,
            from_told: (begin, from.end),
            from: from.first(),
            until: Until::Now,
        });
    }
    let from = point(line, at)?;
    let between = blanks(line, from.end);
    let after = BETWEEN.iter().filter_map(|&word| said(line, between, word)).max()?;
    let to = blanks(line, after);
    let told =
        Period { start: at, end: after, from_told: (at, from.end), from: from.first(), until: Until::Now };
    if let Some(end) = NOW.iter().filter_map(|&word| said(line, to, word)).max() {
        return Some(Period { end, ..told });
    }
    match point(line, to) {
        Some(until) => {
            let (first, last) = years(from, until);
            // Backwards, one of the two is no date of it.
            (first <= last).then_some(Period {
                end: until.end,
                from: first,
                until: Until::Month(last),
                ..told
            })
        }
        // “2020 –”, and nothing after it.
        None => {
            let open = line[to..].trim_start().is_empty() || line[to..].starts_with(['\t', ')']);
            let dash = line[between..after].chars().all(|letter| !letter.is_alphanumeric());
            (open && dash).then_some(told)
        }
    }
}

fn years(from: Point, until: Point) -> (Month, Month) {
    if from.year == until.year && from.month.is_none() && until.month.is_none() {
        return (Month { year: from.year, month: 4 }, Month { year: from.year, month: 9 });
    }
    (from.first(), until.last())
}

impl Point {
    fn first(self) -> Month {
        Month { year: self.year, month: self.month.unwrap_or(7) }
    }

    fn last(self) -> Month {
        Month { year: self.year, month: self.month.unwrap_or(6) }
    }
}

fn point(line: &str, at: usize) -> Option<Point> {
    let rest = line.get(at..)?;
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) { numbers(line, at) } else { named(line, at) }
}

/// “Jan 2019”, “März ’19”, “Summer 2019”.
fn named(line: &str, at: usize) -> Option<Point> {
    let rest = &line[at..];
    let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest[..length].to_lowercase();
    let month = MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|nth| nth as u8 + 1);
    let month = month.or_else(|| SEASONS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month))?;
    let after = &rest[length..];
    let between = after.len() - after.trim_start_matches(['.', ',', ' ', '/', '-', '’', '\'']).len();
    let de =
        ["de ", "del "].iter().find(|word| after[between..].starts_with(**word)).map_or(0, |word| word.len());
    let (number, digits) = number(line, at + length + between + de)?;
    let end = at + length + between + de + digits;
    Some(Point {
        year: year(number, digits, after[..between].contains(['’', '\'', '/', '-']))?,
        month: Some(month),
        end,
    })
}

/// “2019”, “01/2019”, “1.1.2019”, “2019-01”.
fn numbers(line: &str, at: usize) -> Option<Point> {
    let mut parts: Vec<(u32, usize)> = Vec::new();
    let (mut end, mut sign) = (at, None);
    while let Some((value, digits)) = number(line, end) {
        parts.push((value, digits));
        end += digits;
        let next = line.as_bytes().get(end).copied().filter(|byte| matches!(byte, b'/' | b'.' | b'-'));
        let more = line.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit);
        // “2019-2021” is two dates, “01/2019-03/2021” too.
        let another = parts.last().is_some_and(|last| last.1 == 4)
            && (parts.len() > 1 || number(line, end + 1).is_some_and(|next| next.1 == 4));
        if parts.len() == 3
            || next.is_none()
            || !more
            || another
            || sign.is_some_and(|sign| Some(sign) != next)
        {
            break;
        }
        (sign, end) = (next, end + 1);
    }
    let point = |year, month: Option<u32>| {
        let month = month.map(|month| u8::try_from(month).ok().filter(|month| (1..=12).contains(month)));
        (month != Some(None)).then_some(Point { year, month: month.flatten(), end })
    };
    let is_year = |&(value, digits): &(u32, usize)| (digits == 4).then(|| year(value, 4, false)).flatten();
    if line[end..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '%') {
        return None;
    }
    match parts.as_slice() {
        [only] => point(is_year(only)?, None),
        [month, full] if is_year(full).is_some() => point(is_year(full)?, Some(month.0)),
        [full, month] if is_year(full).is_some() => point(is_year(full)?, Some(month.0)),
        [month, (short, 2)] if sign == Some(b'/') => point(year(*short, 2, true)?, Some(month.0)),
        [day, month, full] if is_year(full).is_some() => {
            let month = if month.0 > 12 { day.0 } else { month.0 };
            point(is_year(full)?, Some(month))
        }
        [full, month, _] if is_year(full).is_some() => point(is_year(full)?, Some(month.0)),
        _ => None,
    }
}

fn number(line: &str, at: usize) -> Option<(u32, usize)> {
    let digits = line.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4)
        .contains(&digits)
        .then(|| line[at..at + digits].parse().ok().map(|value| (value, digits)))
        .flatten()
}

/// A year in which somebody who applies today may have worked or learnt.
fn year(value: u32, digits: usize, may_be_short: bool) -> Option<i16> {
    let full = match digits {
        4 => value,
        2 if may_be_short && value >= 50 => 1900 + value,
        2 if may_be_short => 2000 + value,
        _ => return None,
    };
    i16::try_from(full).ok().filter(|year| (1940..=2100).contains(year))
}

fn blanks(line: &str, at: usize) -> usize {
    at + (line[at..].len() - line[at..].trim_start_matches(' ').len())
}

fn word_of(line: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| said(line, at, word))
}

/// Where a word ends that stands here, letter case aside.
fn said(line: &str, at: usize, word: &str) -> Option<usize> {
    let mut rest = line.get(at..)?.chars();
    let mut end = at;
    for wanted in word.chars() {
        let letter = rest.next()?;
        if !letter.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
        end += letter.len_utf8();
    }
    let whole = !word.ends_with(char::is_alphanumeric) || !rest.next().is_some_and(char::is_alphanumeric);
    whole.then_some(end)
}

#[cfg(test)]
mod tests;
