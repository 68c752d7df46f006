//! Files kept with a candidate.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AttachmentId, CandidateId};

/// The largest file that is taken, in bytes: what HR systems take, too.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// What a file is to the candidate, whatever its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A résumé: shown on the profile and sent along on hire.
    Resume,
    /// A portrait: shown on the profile and sent along on hire.
    Photo,
    /// Anything else.
    Other,
}

impl AttachmentKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Resume, Self::Photo, Self::Other];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Resume => "resume",
            Self::Photo => "photo",
            Self::Other => "other",
        }
    }

    /// The name shown to a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Resume => "Résumé",
            Self::Photo => "Photo",
            Self::Other => "Other file",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A file kept with a candidate; its bytes are fetched apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its identifier.
    pub id: AttachmentId,
    /// Whose file it is.
    pub candidate: CandidateId,
    /// What it is to the candidate.
    pub kind: AttachmentKind,
    /// The file's name, without a folder.
    pub name: String,
    /// The media type, found by looking at the bytes.
    pub content_type: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// When it was added.
    pub created_at: Timestamp,
}
