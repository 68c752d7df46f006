//! The kinds of fault.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The answer comes late.
    Delay,
    /// Too many requests.
    #[serde(rename = "429")]
    TooManyRequests,
    /// Internal server error.
    #[serde(rename = "500")]
    InternalError,
    /// Service unavailable.
    #[serde(rename = "503")]
    Unavailable,
    /// The connection is reset before the request is read.
    Refuse,
    /// The request is read and nothing is done.
    DropBefore,
    /// The request is carried out and its answer lost.
    DropAfter,
    /// The answer ends in its middle.
    CutBody,
    /// The answer is not JSON.
    Malformed,
    /// An earlier answer comes again.
    RepeatedPage,
    /// The key is no longer good.
    ExpiredKey,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Delay,
        Self::TooManyRequests,
        Self::InternalError,
        Self::Unavailable,
        Self::Refuse,
        Self::DropBefore,
        Self::DropAfter,
        Self::CutBody,
        Self::Malformed,
        Self::RepeatedPage,
        Self::ExpiredKey,
    ];

    /// The word used on the command line, in JSON and in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Delay => "delay",
            Self::TooManyRequests => "429",
            Self::InternalError => "500",
            Self::Unavailable => "503",
            Self::Refuse => "refuse",
            Self::DropBefore => "drop_before",
            Self::DropAfter => "drop_after",
            Self::CutBody => "cut_body",
            Self::Malformed => "malformed",
            Self::RepeatedPage => "repeated_page",
            Self::ExpiredKey => "expired_key",
        }
    }

    /// One line for the person who sets it.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Delay => "Waits, then answers as usual.",
            Self::TooManyRequests => "Answers 429 with Retry-After; nothing is done.",
            Self::InternalError => "Answers 500; nothing is done.",
            Self::Unavailable => "Answers 503, with Retry-After where a wait is given; nothing is done.",
            Self::Refuse => "Resets the connection without reading the request.",
            Self::DropBefore => "Reads the request, does nothing, closes without a byte.",
            Self::DropAfter => "Does what was asked, then closes without a byte.",
            Self::CutBody => "Does what was asked, then closes in the middle of the answer.",
            Self::Malformed => "Does what was asked, then answers something that is not JSON.",
            Self::RepeatedPage => "Gives the previous answer to a GET of the same path again.",
            Self::ExpiredKey => "Answers 401; nothing is done.",
        }
    }

    /// Whether a time belongs to it.
    pub fn waits(self) -> bool {
        matches!(self, Self::Delay | Self::TooManyRequests | Self::Unavailable)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word is the name of no fault.
#[derive(Debug)]
pub struct NoSuchKind;

impl FromStr for Kind {
    type Err = NoSuchKind;

    fn from_str(word: &str) -> Result<Self, NoSuchKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(NoSuchKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_uses_the_same_word() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
            assert_eq!(kind.word().parse::<Kind>().ok(), Some(kind));
        }
    }
}
