//! Faults as one line: `429=0.1:2s,delay=0.2:300ms,500@3,drop_after[POST /v1]=0.05`.
//!
//! A rule is a kind, then in any order `[METHOD /path]` (either may stand alone), `=rate`, `@nth`, `:time`.

use std::{fmt, str::FromStr};

use super::{Faults, Rule};

/// Says which rule can't be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{part}” is not a fault: {why}. Written well: 429=0.1, 500@3, delay=0.2:300ms, drop_after[POST /v1]=0.05"
)]
pub struct BadSpec {
    pub(super) part: String,
    pub(super) why: &'static str,
}

impl FromStr for Faults {
    type Err = BadSpec;

    fn from_str(spec: &str) -> Result<Self, BadSpec> {
        let rules = split(spec).into_iter().map(rule).collect::<Result<_, _>>()?;
        Self::new(rules)
    }
}

/// Cuts at the commas outside brackets.
fn split(spec: &str) -> Vec<&str> {
    let mut inside = false;
    spec.split(|letter| {
        match letter {
            '[' => inside = true,
            ']' => inside = false,
            _ => {}
        }
        letter == ',' && !inside
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
    .collect()
}

fn rule(part: &str) -> Result<Rule, BadSpec> {
    let bad = |why| BadSpec { part: part.to_owned(), why };
    let (word, mut rest) = part.split_at(part.find(['[', '=', '@', ':']).unwrap_or(part.len()));
    let kind = word.parse().map_err(|_| bad("there is no fault of that name"))?;
    let mut rule = Rule { kind, rate: 0.0, nth: None, wait_ms: None, method: None, path: None };
    while let Some(mark) = rest.chars().next() {
        rest = &rest[mark.len_utf8()..];
        let end = if mark == '[' { rest.find(']') } else { rest.find(['[', '=', '@', ':']) };
        let (value, after) = rest.split_at(end.unwrap_or(rest.len()));
        match mark {
            '=' => rule.rate = value.parse().map_err(|_| bad("its rate must be a number such as 0.1"))?,
            '@' => rule.nth = Some(value.parse().map_err(|_| bad("after @ stands the number of a request"))?),
            ':' => {
                rule.wait_ms = Some(milliseconds(value).ok_or_else(|| bad("a time is written 300ms or 2s"))?)
            }
            '[' if end.is_some() => (rule.method, rule.path) = limits(value),
            _ => return Err(bad("a limit is written [POST /path]")),
        }
        rest = if mark == '[' { &after[1..] } else { after };
    }
    Ok(rule)
}

fn limits(text: &str) -> (Option<String>, Option<String>) {
    let (method, path) = text.find('/').map_or((text, ""), |slash| text.split_at(slash));
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    (filled(method), filled(path))
}

fn milliseconds(text: &str) -> Option<u64> {
    if let Some(number) = text.strip_suffix("ms") {
        return number.parse().ok();
    }
    text.strip_suffix('s')?.parse::<u64>().ok()?.checked_mul(1000)
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, rule) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(",")?;
            }
            write!(f, "{rule}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        match (&self.method, &self.path) {
            (Some(method), Some(path)) => write!(f, "[{method} {path}]")?,
            (Some(one), None) | (None, Some(one)) => write!(f, "[{one}]")?,
            (None, None) => {}
        }
        if self.rate != 0.0 {
            write!(f, "={}", self.rate)?;
        }
        if let Some(wait) = self.wait_ms {
            write!(f, ":{wait}ms")?;
        }
        if let Some(nth) = self.nth {
            write!(f, "@{nth}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::Kind;

    #[test]
    fn a_line_is_read_and_written_back() {
        let line = "429=0.1:2s, drop_after[POST /v1,x]=0.05,delay=0.2:300ms,500@3,cut_body[/files]=1@2";
        let faults: Faults = line.parse().unwrap();
        assert_eq!(
            faults.to_string(),
            "429=0.1:2000ms,drop_after[POST /v1,x]=0.05,delay=0.2:300ms,500@3,cut_body[/files]=1@2"
        );
        assert_eq!(faults.to_string().parse::<Faults>().unwrap(), faults);
        assert_eq!(faults.rules()[1].method.as_deref(), Some("POST"));
        assert_eq!(faults.rules()[3].kind, Kind::InternalError);
        assert_eq!("".parse::<Faults>().unwrap(), Faults::default());
    }

    #[test]
    fn json_says_the_same_in_both_ways() {
        let line: Faults = serde_json::from_str(r#""500[POST]@3""#).unwrap();
        let rules: Faults = serde_json::from_str(r#"[{"kind":"500","nth":3,"method":"POST"}]"#).unwrap();
        assert_eq!(line, rules);
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_its_reason() {
        for (line, why) in [
            ("explode=1", "no fault of that name"),
            ("500", "never strikes"),
            ("500=2", "between 0 and 1"),
            ("500=NaN", "between 0 and 1"),
            ("500=x", "must be a number"),
            ("500@0", "counted from 1"),
            ("500=1:2s", "only delay, 429 and 503"),
            ("delay=1:soon", "300ms or 2s"),
            ("delay=1:99999999999999999999s", "300ms or 2s"),
            ("500[POST=1", "[POST /path]"),
            ("500[post /x]=1", "in capitals"),
        ] {
            let error = line.parse::<Faults>().unwrap_err().to_string();
            assert!(error.contains(why), "{line}: {error}");
        }
    }
}
