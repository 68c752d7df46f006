//! Fields that a workspace adds to its candidates: their kinds, and what each accepts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::CustomFieldId;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    ShortText,
    /// Several lines.
    LongText,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A day.
    Date,
    /// Yes or no.
    Boolean,
    /// One of the options.
    SingleSelect,
    /// Any of the options, one a line.
    MultiSelect,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::ShortText,
        Self::LongText,
        Self::Integer,
        Self::Decimal,
        Self::Date,
        Self::Boolean,
        Self::SingleSelect,
        Self::MultiSelect,
    ];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ShortText => "short_text",
            Self::LongText => "long_text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::SingleSelect => "single_select",
            Self::MultiSelect => "multi_select",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether the field needs a list of options.
    pub fn has_options(self) -> bool {
        matches!(self, Self::SingleSelect | Self::MultiSelect)
    }
}

/// A field that the workspace added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Its identifier.
    pub id: CustomFieldId,
    /// The name people read.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen, where the kind has options.
    pub options: Vec<String>,
}

/// Why a value doesn't fit its field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// Not a whole number.
    #[error("“{0}” is not a whole number.")]
    Integer(String),
    /// Not a number.
    #[error("“{0}” is not a number; write it like 1234.50.")]
    Decimal(String),
    /// Not a day.
    #[error("“{0}” is not a date; write it like 2026-03-31.")]
    Date(String),
    /// Neither yes nor no.
    #[error("“{0}” is neither yes nor no.")]
    Boolean(String),
    /// Not among the options.
    #[error("“{0}” is not one of the options.")]
    Option(String),
}

impl CustomField {
    /// The value in the one form it is kept in, or why it doesn't fit. An empty value is "not known".
    pub fn accept(&self, text: &str) -> Result<String, FieldError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(String::new());
        }
        match self.kind {
            FieldKind::ShortText => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            FieldKind::LongText => Ok(text.to_owned()),
            FieldKind::Integer => {
                text.parse::<i64>().map(|n| n.to_string()).map_err(|_| FieldError::Integer(text.into()))
            }
            FieldKind::Decimal => decimal(text).ok_or_else(|| FieldError::Decimal(text.into())),
            FieldKind::Date => {
                text.parse::<Date>().map(|d| d.to_string()).map_err(|_| FieldError::Date(text.into()))
            }
            FieldKind::Boolean => boolean(text).ok_or_else(|| FieldError::Boolean(text.into())),
            FieldKind::SingleSelect => self.option(text),
            FieldKind::MultiSelect => {
                let chosen: Result<Vec<_>, _> =
                    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| self.option(l)).collect();
                Ok(chosen?.join("\n"))
            }
        }
    }

    fn option(&self, text: &str) -> Result<String, FieldError> {
        self.options
            .iter()
            .find(|option| option.eq_ignore_ascii_case(text))
            .cloned()
            .ok_or_else(|| FieldError::Option(text.into()))
    }
}

/// A decimal number as text without grouping, so that no digit is lost to floating point.
pub fn decimal(text: &str) -> Option<String> {
    let plain = text.trim();
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_digit());
    (all_digits(whole) && all_digits(part)).then(|| plain.to_owned())
}

/// Yes or no, in the words people and files use.
pub fn boolean(text: &str) -> Option<String> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "on" => Some("true".into()),
        "false" | "no" | "n" | "0" | "off" => Some("false".into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind) -> CustomField {
        let options = vec!["Remote".into(), "Hybrid".into()];
        CustomField { id: CustomFieldId(uuid::Uuid::nil()), name: "Test".into(), kind, options }
    }

    #[test]
    fn each_kind_accepts_its_values_and_says_why_not() {
        assert_eq!(field(FieldKind::ShortText).accept(" a  b "), Ok("a b".into()));
        assert_eq!(field(FieldKind::Integer).accept("042"), Ok("42".into()));
        assert_eq!(field(FieldKind::Integer).accept("4.2"), Err(FieldError::Integer("4.2".into())));
        assert_eq!(field(FieldKind::Decimal).accept("12.50"), Ok("12.50".into()));
        assert_eq!(field(FieldKind::Decimal).accept("1,250"), Err(FieldError::Decimal("1,250".into())));
        assert_eq!(field(FieldKind::Date).accept("2026-02-30"), Err(FieldError::Date("2026-02-30".into())));
        assert_eq!(field(FieldKind::Boolean).accept("Yes"), Ok("true".into()));
        assert_eq!(field(FieldKind::SingleSelect).accept("remote"), Ok("Remote".into()));
        assert_eq!(field(FieldKind::MultiSelect).accept("remote\nHybrid"), Ok("Remote\nHybrid".into()));
        assert_eq!(field(FieldKind::MultiSelect).accept("Moon"), Err(FieldError::Option("Moon".into())));
    }

    #[test]
    fn empty_means_not_known() {
        for kind in FieldKind::ALL {
            assert_eq!(field(kind).accept("  "), Ok(String::new()));
        }
    }
}
