//! Times between which a row has to be: `gte|A|lte|B` in one parameter, or `name[gte]=A` in several.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    errors::{Refusal, wrong},
    moment,
};

/// Conditions on a time, all of which have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window(Vec<(Comparison, Timestamp)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Gte,
    Gt,
    Lte,
    Lt,
}

impl Comparison {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "gte" => Self::Gte,
            "gt" => Self::Gt,
            "lte" => Self::Lte,
            "lt" => Self::Lt,
            _ => return None,
        })
    }
}

impl Window {
    /// Reads a parameter's value, with the operator in brackets where there was one.
    ///
    /// # Errors
    /// 422 with what is wrong with it.
    pub fn read(name: &str, bracket: Option<&str>, value: &str) -> Result<Self, Refusal> {
        let mut window = Self::default();
        let piped = bracket.map_or_else(|| value.to_owned(), |operator| format!("{operator}|{value}"));
        let mut words = piped.split('|');
        while let Some(operator) = words.next() {
            let time = words.next().filter(|_| window.0.len() < 2);
            let comparison = Comparison::named(operator).zip(time);
            let (comparison, time) = comparison.ok_or_else(|| {
                let why = format!("`{value}` is not one or two of gte, gt, lte and lt, each with its time");
                Refusal::unprocessable(wrong(name, why))
            })?;
            let time = moment::asked(time).ok_or_else(|| {
                Refusal::unprocessable(wrong(name, format!("`{time}` does not match format: date-time")))
            })?;
            window.0.push((comparison, time));
        }
        Ok(window)
    }

    /// Whether a row's time is within.
    pub fn holds(&self, stored: &Value) -> bool {
        let Some(stored) = stored.as_str().and_then(moment::asked) else { return false };
        self.0.iter().all(|(comparison, time)| match comparison {
            Comparison::Gte => stored >= *time,
            Comparison::Gt => stored > *time,
            Comparison::Lte => stored <= *time,
            Comparison::Lt => stored < *time,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_window_has_one_side_or_two() {
        let read = |bracket, value| Window::read("updated_at", bracket, value);
        let both = read(None, "gte|2026-01-01T00:00:00Z|lt|2026-01-02T00:00:00Z").unwrap();
        assert!(
            both.holds(&json!("2026-01-01T00:00:00.000Z")) && !both.holds(&json!("2026-01-02T00:00:00Z"))
        );
        assert!(!both.holds(&Value::Null));
        assert_eq!(read(Some("lte"), "2026-01-01T00:00:00Z"), read(None, "lte|2026-01-01T00:00:00Z"));
        for bad in ["", "2026-01-01T00:00:00Z", "after|2026-01-01T00:00:00Z", "gte", "gte|"] {
            assert!(read(None, bad).is_err(), "{bad}");
        }
        let told = read(None, "gte|2026-01-01").unwrap_err().errors;
        assert_eq!(told, [json!({"updated_at": "`2026-01-01` does not match format: date-time"})]);
    }
}
