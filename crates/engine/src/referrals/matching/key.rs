//! How a match is named to those who may not know whose name stands behind it.

use std::{fmt, str::FromStr};

use model::{ContactId, JobId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A match, named so that two jobs' matches of one person have nothing in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatchKey(Uuid);

impl MatchKey {
    pub(super) fn of(job: JobId, contact: ContactId) -> Self {
        let hash = Sha256::new().chain_update(job.0.as_bytes()).chain_update(contact.0.as_bytes()).finalize();
        let mut short = [0; 16];
        short.copy_from_slice(&hash[..16]);
        Self(Uuid::from_bytes(short))
    }
}

impl fmt::Display for MatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for MatchKey {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
