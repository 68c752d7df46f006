//! A connection to one account of one vendor, and what its key may do.

use serde::{Deserialize, Serialize};

/// Whether a connection is used. Nothing is sent while it is disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionStatus {
    /// Saved and tested, not used.
    Disabled,
    /// In use.
    Enabled,
    /// The vendor refuses the key: a person reconnects.
    Broken,
    /// Taken away; kept so that history can be read. Its secrets are gone.
    Disconnected,
}

impl ConnectionStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Disabled, Self::Enabled, Self::Broken, Self::Disconnected];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::Broken => "broken",
            Self::Disconnected => "disconnected",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// What goes along with a hire, and whether it goes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SendOptions {
    /// Keep the résumé with the employee.
    pub resume: bool,
    /// Set the employee's photo, where the candidate has one.
    pub photo: bool,
    /// Send as soon as a candidate is moved to a stage of kind hired.
    pub when_hired: bool,
}

impl Default for SendOptions {
    /// The résumé and the photo go along; nothing goes by itself.
    fn default() -> Self {
        Self { resume: true, photo: true, when_hired: false }
    }
}

/// What a probe found about one permission of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Probe {
    /// The key may.
    Granted,
    /// The key may not.
    Missing,
    /// Can't be found out without writing.
    Unknown,
}

/// One permission of a key, as the test of a connection found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionFinding {
    /// The permission's key in the vendor's manifest.
    pub key: String,
    /// What the probe found.
    pub probe: Probe,
    /// What was seen, in a sentence.
    pub detail: String,
}

/// What the test of a connection found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Whose account it is, as the vendor names it.
    pub account: String,
    /// Each permission of the manifest.
    pub permissions: Vec<PermissionFinding>,
    /// By how many seconds the vendor's clock is ahead of ours, where calls are only good for a while and it was
    /// measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead: Option<i64>,
}
