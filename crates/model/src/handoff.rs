//! The sending of one hired candidate to one HR system: its states and its steps.

use serde::{Deserialize, Serialize};

use crate::hire::FieldProblem;

/// Where a hand-off stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoffState {
    /// Waiting for a worker.
    Queued,
    /// A worker has begun.
    Sending,
    /// The HR system could not take it now; it is tried again by itself.
    Retrying,
    /// Waits for a person, who finds a card that says why.
    Waiting,
    /// Everything arrived, or what did not is named.
    Delivered,
    /// A person decided not to send it after all.
    Cancelled,
}

impl HandoffState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Retrying, Self::Waiting, Self::Delivered, Self::Cancelled];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Retrying => "retrying",
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing more will happen by itself or by a person.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Delivered | Self::Cancelled)
    }
}

/// One step of a hand-off. Each writes its result before the next begins, and each may run twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Look for the person in the HR system.
    Find,
    /// Make the employee, or change the one that was found.
    Create,
    /// Write the dated rows: job, pay, employment status.
    Job,
    /// Send the résumé.
    Documents,
    /// Send the photo.
    Photo,
    /// Read every field that was sent, and compare.
    ReadBack,
    /// Keep the link between candidate and employee.
    Link,
    /// Tell whoever asked.
    Tell,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Find,
        Self::Create,
        Self::Job,
        Self::Documents,
        Self::Photo,
        Self::ReadBack,
        Self::Link,
        Self::Tell,
    ];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Create => "create",
            Self::Job => "job",
            Self::Documents => "documents",
            Self::Photo => "photo",
            Self::ReadBack => "read_back",
            Self::Link => "link",
            Self::Tell => "tell",
        }
    }

    /// What people read on the timeline.
    pub fn label(self) -> &'static str {
        match self {
            Self::Find => "Look for the person",
            Self::Create => "Employee record",
            Self::Job => "Job, pay and status",
            Self::Documents => "Résumé",
            Self::Photo => "Photo",
            Self::ReadBack => "Read back and compare",
            Self::Link => "Link",
            Self::Tell => "Notify",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// Why a hand-off does not go on, as its card says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// What happened and what was kept, for a person.
    pub sentence: String,
    /// What is wrong with single fields.
    #[serde(default)]
    pub fields: Vec<FieldProblem>,
}

/// What kind of problem a hand-off has; each has one who acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The key is not accepted.
    Auth,
    /// The key's owner may not do this.
    Forbidden,
    /// The HR system asked to wait.
    RateLimited,
    /// The HR system can't be reached or is not able.
    Unavailable,
    /// Sent, and no answer came: it is looked up before anything is repeated.
    Uncertain,
    /// Some values are refused or missing.
    Fields,
    /// Someone there may be the same person: which is it?
    Identity,
    /// The HR system's record is gone, or stands against the change.
    Record,
    /// The HR system answered otherwise than its documentation says.
    Contract,
    /// The connection is disabled, disconnected or of the other kind.
    Connection,
}

/// Who acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acts {
    /// Gangway, by itself.
    Gangway,
    /// Whoever may send hires.
    Sender,
    /// An administrator.
    Administrator,
}

impl ProblemKind {
    /// Who acts next.
    pub fn acts(self) -> Acts {
        match self {
            Self::RateLimited | Self::Unavailable | Self::Uncertain => Acts::Gangway,
            Self::Fields | Self::Identity | Self::Record => Acts::Sender,
            Self::Auth | Self::Forbidden | Self::Contract | Self::Connection => Acts::Administrator,
        }
    }
}

/// What a person decided about someone found in the HR system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is the same person: change that record.
    Update(String),
    /// Make another record, although someone who left looks the same.
    CreateNew,
}

/// What a field looks like in the HR system after it was sent, where it is not what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field's key.
    pub field: String,
    /// The field's name as people read it.
    pub label: String,
    /// What was sent.
    pub sent: String,
    /// What is there now; `None` where the vendor left it out.
    pub found: Option<String>,
}
