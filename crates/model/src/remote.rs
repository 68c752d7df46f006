//! What another system holds, in our terms and under its identifiers: what a connector reads and the engine keeps in step.
//!
//! Identifiers here are the other system's, as text. Empty text means "not known" or "none".

mod own;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::own::{OwnTag, OwnValue, TagStep};
use crate::{
    application::Offer,
    attachment::AttachmentKind,
    candidate::Profile,
    field::FieldKind,
    job::{JobStatus, StageKind},
};

/// A kind of record that is kept in step with another system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A job with its stages.
    Job,
    /// A person.
    Candidate,
    /// One person's application to one job.
    Application,
}

impl RecordKind {
    /// Every kind, those first that others refer to.
    pub const ALL: [Self; 3] = [Self::Job, Self::Candidate, Self::Application];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Candidate => "candidate",
            Self::Application => "application",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What people read over a column of numbers.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Job => "Jobs",
            Self::Candidate => "Candidates",
            Self::Application => "Applications",
        }
    }
}

/// A record of one of the kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemoteRecord {
    /// A job with its stages.
    Job(RemoteJob),
    /// A person.
    Candidate(Box<RemoteCandidate>),
    /// One person's application to one job.
    Application(Box<RemoteApplication>),
}

impl RemoteRecord {
    /// Which kind it is.
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Job(_) => RecordKind::Job,
            Self::Candidate(_) => RecordKind::Candidate,
            Self::Application(_) => RecordKind::Application,
        }
    }
}

/// A job there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoteJob {
    /// The title shown to candidates.
    pub title: String,
    /// Where it stands in its life; `None` where the system's word means nothing to us, which changes nothing here.
    pub status: Option<JobStatus>,
    /// The department that hires.
    pub department: String,
    /// The division, where there are such.
    pub division: String,
    /// Where the work is done.
    pub location: String,
    /// For example "Full-time".
    pub employment_type: String,
    /// What the work is.
    pub description: String,
    /// The stages its applications move through, in order.
    pub stages: Vec<RemoteStage>,
    /// Values of the fields that the other system's administrators added.
    pub fields: Vec<RemoteValue>,
}

/// A stage of a job there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteStage {
    /// Its identifier there.
    pub external_id: String,
    /// The name people read.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
}

/// A person there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoteCandidate {
    /// What is known of the person.
    pub profile: Profile,
    /// The person's labels, where the system labels people rather than applications.
    pub tags: Vec<RemoteTag>,
    /// Values of the fields that the other system's administrators added.
    pub fields: Vec<RemoteValue>,
}

/// An application there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoteApplication {
    /// Who applied.
    pub candidate: String,
    /// For which job.
    pub job: String,
    /// The stage it stands in.
    pub stage: String,
    /// When the person applied.
    pub applied_at: Option<Timestamp>,
    /// When the person was hired, where they were.
    pub hired_at: Option<Timestamp>,
    /// What was offered.
    pub offer: Offer,
    /// What the application says of the person, which fills what the candidate's own record leaves open.
    pub person: Profile,
    /// The questions asked and what was answered, in order.
    pub answers: Vec<Answer>,
    /// Its labels.
    pub tags: Vec<RemoteTag>,
    /// Values of the fields that the other system's administrators added.
    pub fields: Vec<RemoteValue>,
    /// Its files, which are fetched apart.
    pub files: Vec<RemoteFile>,
}

/// A question asked of an applicant, and the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked.
    pub question: String,
    /// What was answered; several choices stand one a line.
    pub answer: String,
}

/// A label there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RemoteTag {
    /// Its name.
    pub name: String,
    /// The group it belongs to, in the other system's word.
    pub category: String,
}

/// A part of a record that another system may show or hold back by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The department of a job.
    Department,
    /// The division of a job.
    Division,
    /// The location of a job.
    Location,
    /// The stages of a job.
    Stages,
    /// What was answered to an application's questions.
    Answers,
    /// The manager that an application's offer names.
    Manager,
    /// The values of the fields that the other system's administrators added.
    Fields,
    /// The list of an application's files.
    Files,
}

impl Part {
    /// What people call it, in the middle of a sentence.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Department => "the department",
            Self::Division => "the division",
            Self::Location => "the location",
            Self::Stages => "the stages",
            Self::Answers => "the answers",
            Self::Manager => "the manager",
            Self::Fields => "the values of its own fields",
            Self::Files => "the files",
        }
    }
}

/// What a field is a field of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldSubject {
    /// Of a person.
    #[default]
    Candidate,
    /// Of one application.
    Application,
    /// Of a job.
    Job,
}

impl FieldSubject {
    /// Every subject.
    pub const ALL: [Self; 3] = [Self::Candidate, Self::Application, Self::Job];

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Application => "application",
            Self::Job => "job",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.as_str() == word)
    }
}

/// A field that the other system's administrators added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteField {
    /// Its identifier there.
    pub external_id: String,
    /// The name people read.
    pub name: String,
    /// What it is a field of.
    pub subject: FieldSubject,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen, where the kind has options.
    pub options: Vec<String>,
}

/// A field that is to be made there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewField {
    /// The name people read.
    pub name: String,
    /// What it is a field of.
    pub subject: FieldSubject,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen, where the kind has options.
    pub options: Vec<String>,
}

/// The value of such a field on one record, in the form that [`crate::field::CustomField::accept`] gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteValue {
    /// The field's identifier there.
    pub field: String,
    /// The value.
    pub value: String,
}

/// A file there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteFile {
    /// What tells it from the application's other files and from an earlier version; never a link that expires.
    pub external_id: String,
    /// What it is to the candidate.
    pub kind: AttachmentKind,
    /// The file's name.
    pub name: String,
}

/// A change made here that is carried to an application there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemoteChange {
    /// To another stage of its job.
    Move {
        /// The stage it stood in when the person moved it here.
        from: String,
        /// The stage it was moved to.
        to: String,
    },
    /// A remark.
    Comment {
        /// The remark's text.
        text: String,
    },
    /// One more label.
    AddTag(RemoteTag),
    /// One label less.
    RemoveTag(RemoteTag),
    /// A field of the application gets this value; an empty one takes the value away.
    SetField(RemoteValue),
    /// Fields of the application that are ours to fill get these values. One that holds anything but what was put
    /// there before was changed by a person and is left.
    FillFields(Vec<OwnValue>),
    /// Of the labels that are ours to set the application gets this one and no other.
    OneTag(OwnTag),
}
