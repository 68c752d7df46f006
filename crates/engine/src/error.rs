//! Why an operation was not done, in kinds that a page, the API and the command line each show in their way.

use connect::VendorError;
use model::{access::Right, hire::FieldProblem};

/// An operation's result.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an operation was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The actor has not the right.
    #[error("You don't have the right to do this. Ask an administrator.")]
    Denied(Right),
    /// No such record in this workspace; a record of another workspace is not told apart from none.
    #[error("There is no such {0}.")]
    NotFound(&'static str),
    /// What was typed can't be accepted; each problem names its field.
    #[error("{}", sentences(.0))]
    Invalid(Vec<FieldProblem>),
    /// It can't be done as things stand; the sentence says why and what to do.
    #[error("{0}")]
    Conflict(String),
    /// The other system stood against it.
    #[error(transparent)]
    Vendor(#[from] VendorError),
    /// The database stood against it.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Error {
    /// One field that can't be accepted.
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem { field: field.into(), message: message.into() }])
    }

    /// The fields that can't be accepted, where that is what went wrong.
    pub fn problems(&self) -> &[FieldProblem] {
        if let Self::Invalid(problems) = self { problems } else { &[] }
    }
}

fn sentences(problems: &[FieldProblem]) -> String {
    problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join(" ")
}
