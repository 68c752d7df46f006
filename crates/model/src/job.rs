//! Jobs, and the workflow of stages that their applications move through.

use serde::{Deserialize, Serialize};

use crate::{JobId, StageId, WorkflowId};

/// Whether a job takes applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// Being written.
    Draft,
    /// Taking applications.
    Open,
    /// No longer taking applications.
    Closed,
}

impl JobStatus {
    /// Every status, in the order of a job's life.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Open, Self::Closed];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// A job one can be hired for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// The title shown to candidates.
    pub title: String,
    /// Where it stands in its life.
    pub status: JobStatus,
    /// The workflow its applications move through.
    pub workflow: WorkflowId,
    /// The department that hires, as free text.
    pub department: String,
    /// The division, where the company has such.
    pub division: String,
    /// Where the work is done.
    pub location: String,
    /// For example "Full-Time".
    pub employment_type: String,
    /// What the work is.
    pub description: String,
}

/// What a stage means, whatever it is called: rules follow the kind, people read the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Has applied, nobody has looked.
    Applied,
    /// Is being looked at.
    Review,
    /// Is being talked to.
    Interview,
    /// Has been made an offer.
    Offer,
    /// Has accepted: may be sent to an HR system.
    Hired,
    /// Will not be hired for this job.
    Rejected,
}

impl StageKind {
    /// Every kind, in the usual order.
    pub const ALL: [Self; 6] =
        [Self::Applied, Self::Review, Self::Interview, Self::Offer, Self::Hired, Self::Rejected];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Review => "review",
            Self::Interview => "interview",
            Self::Offer => "offer",
            Self::Hired => "hired",
            Self::Rejected => "rejected",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One stage of a workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its identifier.
    pub id: StageId,
    /// The name people read.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
    /// Its place in the workflow, from 0.
    pub position: i32,
}

/// The stages, in order, that a job's applications move through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workflow {
    /// Its identifier.
    pub id: WorkflowId,
    /// The name people read.
    pub name: String,
    /// Its stages in order.
    pub stages: Vec<Stage>,
}

/// Why a workflow can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkflowError {
    /// Where would a new application go?
    #[error("A workflow needs a stage of the kind applied, where new applications start.")]
    NoApplied,
    /// Nobody could be sent on.
    #[error("A workflow needs a stage of the kind hired, from which people are sent to the HR system.")]
    NoHired,
    /// A stage nobody can name.
    #[error("Each stage needs a name.")]
    Unnamed,
}

impl Workflow {
    /// Where new applications start: the first stage of kind applied.
    pub fn start(&self) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.kind == StageKind::Applied)
    }

    /// Whether the workflow can be used.
    pub fn check(&self) -> Result<(), WorkflowError> {
        if self.stages.iter().any(|stage| stage.name.trim().is_empty()) {
            return Err(WorkflowError::Unnamed);
        }
        if self.start().is_none() {
            return Err(WorkflowError::NoApplied);
        }
        if !self.stages.iter().any(|stage| stage.kind == StageKind::Hired) {
            return Err(WorkflowError::NoHired);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workflow(kinds: &[StageKind]) -> Workflow {
        let stages = kinds
            .iter()
            .enumerate()
            .map(|(position, kind)| Stage {
                id: StageId(uuid::Uuid::from_u128(position as u128)),
                name: kind.as_str().into(),
                kind: *kind,
                position: position as i32,
            })
            .collect();
        Workflow { id: WorkflowId(uuid::Uuid::nil()), name: "Default".into(), stages }
    }

    #[test]
    fn a_workflow_starts_and_ends_somewhere() {
        assert_eq!(workflow(&StageKind::ALL).check(), Ok(()));
        assert_eq!(workflow(&[StageKind::Hired]).check(), Err(WorkflowError::NoApplied));
        assert_eq!(workflow(&[StageKind::Applied]).check(), Err(WorkflowError::NoHired));
    }
}
