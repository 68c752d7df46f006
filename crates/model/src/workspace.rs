//! A company's space, and whether it is for real.

use serde::{Deserialize, Serialize};

/// Whether a workspace works with real accounts. A sandbox account is never joined to a production
/// workspace, nor the reverse, so that a rehearsal can't reach a real HR system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkspaceKind {
    /// Talks to vendors' real hosts only.
    Production,
    /// Talks to local stand-ins only.
    Sandbox,
}

impl WorkspaceKind {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Sandbox => "sandbox",
        }
    }

    /// Reads the word back; anything unknown is production, the stricter of the two.
    pub fn parse(word: &str) -> Self {
        if word == "sandbox" { Self::Sandbox } else { Self::Production }
    }
}
