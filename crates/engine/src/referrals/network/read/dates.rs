//! The date of a connection, in the three ways that files write it.

use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `12 Mar 2024` as exported; `12-Mar-24` and `03/12/2024` where a spreadsheet saved the file again; a plain date.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split([' ', '-', '/', ',']).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let year = match third.len() {
        2 => third.parse::<i16>().ok()? + 2000,
        4 => third.parse().ok()?,
        _ => return None,
    };
    if let Some(month) = named(second) {
        return Date::new(year, month, first.parse().ok()?).ok();
    }
    if let Some(month) = named(first) {
        return Date::new(year, month, second.parse().ok()?).ok();
    }
    // With slashes the month comes first, unless it can't.
    let (a, b): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    if a > 12 { Date::new(year, b, a).ok() } else { Date::new(year, a, b).ok() }
}

fn named(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let short = word.get(..3)?;
    let at = MONTHS.iter().position(|month| *month == short)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_of_writing_a_date() {
        for (written, date) in [
            ("12 Mar 2024", "2024-03-12"),
            ("7-Feb-22", "2022-02-07"),
            ("03/12/2024", "2024-03-12"),
            ("25/12/2024", "2024-12-25"),
            ("2024-03-12", "2024-03-12"),
            ("Sept. 3, 2023", "2023-09-03"),
        ] {
            assert_eq!(read(written), Some(date.parse().unwrap()), "{written}");
        }
        for bad in ["", "soon", "31 Feb 2024", "13/13/2024", "12 März 24 x"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
