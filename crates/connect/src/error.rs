//! What can go wrong with a vendor: few kinds, each with one answer.

use std::time::Duration;

use model::hire::FieldProblem;

/// A call's result.
pub type Result<T> = std::result::Result<T, VendorError>;

/// What went wrong with a vendor, sorted by what is to be done about it. No variant carries a secret or a
/// person's data: messages pass through [`crate::redact`] first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VendorError {
    /// The key is not accepted: an administrator reconnects.
    #[error("The key was not accepted: {0}")]
    Auth(String),
    /// The key's owner may not do this: an administrator changes the owner's rights or the key.
    #[error("The key's owner may not do this: {0}")]
    Forbidden(String),
    /// Too many calls: again after the given time, by itself.
    #[error("The vendor asked to wait {} s", .0.as_secs())]
    RateLimited(Duration),
    /// Not reached, or not able: again later, by itself. Nothing was written.
    #[error("The vendor could not be reached: {0}")]
    Unavailable(String),
    /// Some values are refused: a person edits them.
    #[error("The vendor refused the record: {}", summary(.0))]
    Rejected(Vec<FieldProblem>),
    /// The record named is not there: the caller decides.
    #[error("Not found: {0}")]
    NotFound(String),
    /// Something stands against it, for example the same e-mail address: the caller looks it up and decides.
    #[error("Refused as a conflict: {0}")]
    Conflict(String),
    /// Sent, and no answer: it may or may not have been written. Look it up before any repeat.
    #[error("Sent, but no answer came: {0}")]
    Uncertain(String),
    /// The answer is not what the API promises: our wire type is wrong, and going on would guess.
    #[error("The answer was not as documented at {path}: {message}")]
    Contract {
        /// JSON path of the surprise.
        path: String,
        /// What was expected and what stood there, without the value.
        message: String,
    },
    /// The address is not one that this connection may call.
    #[error("Not called: {0}")]
    HostRefused(String),
}

impl VendorError {
    /// Whether the same call may be made again later without a person.
    pub fn heals_by_itself(&self) -> bool {
        matches!(self, Self::RateLimited(_) | Self::Unavailable(_) | Self::Uncertain(_))
    }
}

fn summary(problems: &[FieldProblem]) -> String {
    problems.iter().map(|p| p.message.as_str()).collect::<Vec<_>>().join(" ")
}
