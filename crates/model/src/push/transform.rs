//! What is done to a value on its way.

use serde::{Deserialize, Serialize};

/// What is done to a value on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// Nothing: several stand one a line.
    #[default]
    AsIs,
    /// Several, in one line.
    Joined,
    /// The first of several.
    First,
    /// In small letters.
    Lower,
    /// In capitals.
    Upper,
    /// Digits only, with a plus that stands first.
    Digits,
}

impl Transform {
    /// Every transform, in the order of the mapping page.
    pub const ALL: [Self; 6] =
        [Self::AsIs, Self::Joined, Self::First, Self::Lower, Self::Upper, Self::Digits];

    /// The word in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AsIs => "as_is",
            Self::Joined => "joined",
            Self::First => "first",
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Digits => "digits",
        }
    }

    /// The name people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::AsIs => "As it is",
            Self::Joined => "Several in one line",
            Self::First => "The first of several",
            Self::Lower => "In small letters",
            Self::Upper => "IN CAPITALS",
            Self::Digits => "Digits only",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|transform| transform.as_str() == word)
    }

    /// The value as it goes.
    pub fn apply(self, value: &str) -> String {
        match self {
            Self::AsIs => value.to_owned(),
            Self::Joined => {
                value.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
            }
            Self::First => {
                value.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
            }
            Self::Lower => value.to_lowercase(),
            Self::Upper => value.to_uppercase(),
            Self::Digits => {
                let plus = value.trim().starts_with('+');
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                if plus && !digits.is_empty() { format!("+{digits}") } else { digits }
            }
        }
    }
}
