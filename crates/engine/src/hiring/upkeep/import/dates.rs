//! Dates as files write them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which part comes first in a date like 03/04/2026, which a file doesn't say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Such a date is refused: it could be either.
    #[default]
    Refuse,
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

impl DateOrder {
    /// Every order, in the order of a list to choose from.
    pub const ALL: [Self; 3] = [Self::Refuse, Self::DayFirst, Self::MonthFirst];

    /// The word of forms and of the kept mapping.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::DayFirst => "day_first",
            Self::MonthFirst => "month_first",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.as_str() == word)
    }

    /// The date, or why it is none. Points are taken for the European order, as nobody else writes them.
    pub(super) fn read(self, text: &str) -> Result<Date, String> {
        let refusal = || format!("“{text}” is not a date; write it like 2026-03-31.");
        // A time of day after the date says nothing here.
        let day = text.split(['T', ' ']).next().unwrap_or(text);
        let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
        let [first, second, third] = parts[..] else { return Err(refusal()) };
        let number = |part: &str| -> Option<i16> {
            (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let (Some(a), Some(b), Some(c)) = (number(first), number(second), number(third)) else {
            return Err(refusal());
        };
        let (year, month, day) = match (first.len(), third.len()) {
            (4, 1..=2) => (a, b, c),
            (1..=2, 4) if day.contains('.') => (c, b, a),
            (1..=2, 4) => match self {
                Self::DayFirst => (c, b, a),
                Self::MonthFirst => (c, a, b),
                Self::Refuse if a > 12 => (c, b, a),
                Self::Refuse if b > 12 || a == b => (c, a, b),
                Self::Refuse => {
                    return Err(format!(
                        "“{text}” could be two dates; say in the mapping whether the day or the month comes first."
                    ));
                }
            },
            _ => return Err(refusal()),
        };
        let small = |n: i16| i8::try_from(n).map_err(|_| refusal());
        Date::new(year, small(month)?, small(day)?).map_err(|_| refusal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_or_refused_but_never_guessed() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        for order in DateOrder::ALL {
            assert_eq!(order.read("2026-03-31"), Ok(date("2026-03-31")));
            assert_eq!(order.read("2026/3/1 10:15"), Ok(date("2026-03-01")));
            assert_eq!(order.read("31.03.2026"), Ok(date("2026-03-31")));
            assert!(order.read("2026-02-30").is_err() && order.read("March 3").is_err());
            assert!(order.read("03/04/26").is_err(), "which century?");
            assert_eq!(DateOrder::parse(order.as_str()), Some(order));
        }
        assert!(DateOrder::Refuse.read("03/04/2026").unwrap_err().contains("two dates"));
        assert_eq!(DateOrder::Refuse.read("25/12/2026"), Ok(date("2026-12-25")));
        assert_eq!(DateOrder::DayFirst.read("03/04/2026"), Ok(date("2026-04-03")));
        assert_eq!(DateOrder::MonthFirst.read("03/04/2026"), Ok(date("2026-03-04")));
        assert!(DateOrder::MonthFirst.read("25/12/2026").is_err());
    }
}
