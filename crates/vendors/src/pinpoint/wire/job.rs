//! Jobs and their stages.

use serde::{Deserialize, Serialize};

use super::{Text, Time, ToMany, ToOne};

/// A job's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job<'a> {
    /// The title shown to candidates.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// Where it stands in its life.
    pub status: JobStatus,
    /// For example `external`.
    #[serde(borrow)]
    pub visibility: Option<Text<'a>>,
    /// For example `Full time`.
    #[serde(borrow)]
    pub employment_type_text: Option<Text<'a>>,
    /// For example `hybrid`.
    #[serde(borrow)]
    pub workplace_type: Option<Text<'a>>,
    /// HTML.
    #[serde(borrow)]
    pub description: Option<Text<'a>>,
    /// What another system calls it.
    #[serde(borrow)]
    pub external_system_reference: Option<Text<'a>>,
    /// When it was made.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// A job's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobRelations<'a> {
    /// The department that hires.
    #[serde(borrow)]
    pub department: ToOne<'a>,
    /// The division it belongs to.
    #[serde(borrow)]
    pub division: ToOne<'a>,
    /// Where the work is done.
    #[serde(borrow)]
    pub location: ToOne<'a>,
    /// Its own stages.
    #[serde(borrow)]
    pub stages: ToMany<'a>,
    /// Values of the fields that administrators added.
    #[serde(borrow)]
    pub custom_attributes: ToMany<'a>,
}

/// Where a job stands in its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// It takes applications.
    Open,
    /// It takes none any more.
    Closed,
    /// Closed and put away.
    Archived,
    /// It waits for somebody's word.
    PendingApproval,
    /// Nobody has asked for approval yet.
    Draft,
    /// It rests.
    Hold,
    /// It was given up.
    Cancelled,
    /// Somebody was hired.
    Filled,
    /// It is being looked at before it is published.
    Preview,
    /// A word that is not documented.
    #[serde(untagged)]
    Unknown(String),
}

/// A stage's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage<'a> {
    /// The name people read.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// What it means.
    pub basic_type: BasicType,
    /// Its place among the stages of its job.
    pub position: Option<i64>,
}

/// What a stage means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasicType {
    /// Applications begin here.
    Applied,
    /// The end for those who are not taken.
    Rejected,
    /// Somebody looks at the application.
    Review,
    /// People talk.
    Interview,
    /// An offer is made.
    Offer,
    /// The end for those who are taken. A job may have several.
    Hired,
    /// A word that is not documented.
    #[serde(untagged)]
    Unknown(String),
}
