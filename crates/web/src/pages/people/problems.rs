//! What was wrong with a form, beside its fields and as a list above it.

use engine::Error;
use model::hire::FieldProblem;

/// What was wrong with a form that comes back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problems(Vec<FieldProblem>);

impl Problems {
    /// The problems of an operation that was refused for what was typed.
    ///
    /// # Errors
    /// The operation's error back, where it is of another kind.
    pub(crate) fn from_error(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(problems) => Ok(Self(problems)),
            other => Err(other),
        }
    }

    /// What was wrong with a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }

    /// Each field with what was wrong, in the order they were checked.
    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|problem| (problem.field.as_str(), problem.message.as_str())).collect()
    }

    /// The same with a field called as its page calls it.
    pub(crate) fn renamed(mut self, from: &str, to: &str) -> Self {
        for problem in self.0.iter_mut().filter(|problem| problem.field == from) {
            problem.field = to.into();
        }
        self
    }
}
