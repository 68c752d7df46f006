//! What was wrong with a form, beside its fields and as a list above it.

use engine::Error;
use model::hire::FieldProblem;

use crate::failure::Failure;

/// What was wrong with a form that comes back.
#[derive(Clone, Debug, Default)]
pub(super) struct Problems(Vec<FieldProblem>);

impl Problems {
    /// The problems of an operation that was refused for what was typed, each field called as its page calls it.
    ///
    /// # Errors
    /// The operation's error back, where it is of another kind.
    pub(super) fn from_error(error: Error, called: &[(&str, &str)]) -> Result<Self, Failure> {
        let Error::Invalid(mut problems) = error else { return Err(Failure(error)) };
        for problem in &mut problems {
            if let Some((_, here)) = called.iter().find(|(there, _)| problem.field == *there) {
                problem.field = (*here).into();
            }
        }
        Ok(Self(problems))
    }

    /// What was wrong with a field.
    pub(super) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }

    /// Each field with what was wrong, in the order they were checked.
    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|problem| (problem.field.as_str(), problem.message.as_str())).collect()
    }
}
