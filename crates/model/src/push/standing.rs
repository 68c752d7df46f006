//! Where a member stands with a connection that an administrator made.

/// Where a member stands with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They asked, and nobody answered yet.
    Asked,
    /// They may use it.
    Granted,
    /// They may not.
    Refused,
}

impl Standing {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Asked, Self::Granted, Self::Refused].into_iter().find(|one| one.as_str() == word)
    }
}
