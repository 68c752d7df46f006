//! How long somebody did something: months of dated positions, overlaps counted once, gaps not held against anybody.

use model::screening::{Month, Position, Until};

/// Months that these positions cover together, first and last month counted; `None` where none is dated.
pub fn covered<'a>(positions: impl IntoIterator<Item = &'a Position>, as_of: Month) -> Option<u32> {
    let mut spans: Vec<(i32, i32)> =
        positions.into_iter().filter_map(|position| dated(position, as_of)).collect();
    spans.sort_unstable();
    let (mut total, mut reached) = (0, i32::MIN);
    for &(from, until) in &spans {
        let from = from.max(reached.saturating_add(1));
        if until >= from {
            total += until - from + 1;
            reached = until;
        }
    }
    (!spans.is_empty()).then(|| u32::try_from(total).unwrap_or(0))
}

/// The first and the last month of a position, counted from year 0; `None` where the résumé does not say.
fn dated(position: &Position, as_of: Month) -> Option<(i32, i32)> {
    let number = |month: Month| i32::from(month.year) * 12 + i32::from(month.month) - 1;
    let from = number(position.from.as_ref()?.value);
    let until = match position.until {
        Until::Now => number(as_of),
        Until::Month(month) => number(month).min(number(as_of)),
        Until::Unknown => return None,
    };
    (until >= from).then_some((from, until))
}

#[cfg(test)]
mod tests {
    use model::screening::{Found, Span};

    use super::*;

    fn position(from: (i16, u8), until: Until) -> Position {
        let span = Span { start: 0, end: 0 };
        let from = Some(Found { value: Month { year: from.0, month: from.1 }, span });
        Position { title: None, employer: None, from, until, span }
    }

    fn until(year: i16, month: u8) -> Until {
        Until::Month(Month { year, month })
    }

    #[test]
    fn overlaps_count_once_and_gaps_not_at_all() {
        let as_of = Month { year: 2024, month: 6 };
        let of = |positions: &[Position]| covered(positions, as_of);
        assert_eq!(of(&[position((2020, 1), until(2020, 12))]), Some(12), "first and last month count");
        let twice = [position((2020, 1), until(2020, 12)), position((2020, 7), until(2021, 6))];
        assert_eq!(of(&twice), Some(18));
        let apart = [position((2010, 1), until(2010, 2)), position((2024, 1), Until::Now)];
        assert_eq!(of(&apart), Some(8));
        assert_eq!(of(&[position((2024, 6), until(2030, 1))]), Some(1), "the future is not counted");
        assert_eq!(of(&[position((2020, 1), Until::Unknown)]), None);
        assert_eq!(of(&[]), None);
    }
}
