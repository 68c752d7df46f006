//! The capability of sending messages by itself: what comes is proven first, and then only a hint to fetch.

use http::HeaderMap;
use model::remote::RecordKind;

use crate::Credentials;

/// A system that announces its changes.
pub trait Webhooks: Send + Sync {
    /// Whether the message was sent by the system, found on the very bytes that came.
    ///
    /// # Errors
    /// [`Unproven`] says in a sentence what is missing, without repeating what was sent.
    fn verify(&self, credentials: &Credentials, headers: &HeaderMap, body: &[u8]) -> Result<(), Unproven>;

    /// What a proven message says.
    ///
    /// # Errors
    /// A sentence for the history, where it is not of the documented form.
    fn read(&self, headers: &HeaderMap, body: &[u8]) -> Result<Announcement, String>;
}

/// Why a message is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unproven(pub String);

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The same for a repeat of the message, different for another one.
    pub dedupe: String,
    /// The event in the system's word.
    pub event: String,
    /// The records it is about, which are fetched afresh; none where the event is nothing to us.
    pub about: Vec<(RecordKind, String)>,
}
