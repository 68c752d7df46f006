//! What a recruiting CRM keeps of people, in our terms.
//!
//! Identifiers are the other system's, as text. Empty text means "not known".

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{field::FieldKind, pool::Person, remote::RemoteValue};

/// A field of people there, into which something of ours can be put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmField {
    /// Its identifier there.
    pub key: String,
    /// The name people read there.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether nobody can be made there without it.
    #[serde(default)]
    pub required: bool,
    /// What can be chosen, of a field that is a choice.
    #[serde(default)]
    pub options: Vec<String>,
}

/// One value on its way there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmValue {
    /// The field's identifier there.
    pub field: String,
    /// The value; never empty.
    pub value: String,
    /// Whether it is put over what stands there. Otherwise it fills a gap only.
    #[serde(default)]
    pub over: bool,
}

/// Somebody as they are pushed there: by what they are found, and what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmRecord {
    /// E-mail addresses by which they are found, the one that is best to write to first.
    pub emails: Vec<String>,
    /// Addresses of their profiles, by which they are found where no e-mail address helps.
    pub profiles: Vec<String>,
    /// Each field's value, each field once.
    pub values: Vec<CrmValue>,
}

/// Something to choose from: a list of people, or a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its identifier there.
    pub external_id: String,
    /// The name people read there.
    pub name: String,
}

/// A pipeline of people there, such as one for a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    /// Its identifier there.
    pub external_id: String,
    /// The name people read there.
    pub name: String,
    /// Its stages, in order.
    pub stages: Vec<Choice>,
}

/// Where somebody goes there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Among those who may be considered one day; on a list, where one was chosen.
    Prospect {
        /// The list.
        list: Option<String>,
    },
    /// Into a pipeline. Somebody who is in it stays in their stage.
    Pipeline {
        /// The pipeline.
        pipeline: String,
        /// The stage they begin in.
        stage: String,
    },
}

/// Whether somebody agreed to be kept there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody asked them.
    Missing,
    /// They were asked and did not answer yet.
    Requested,
    /// They agreed.
    Given,
    /// They did not agree.
    Declined,
    /// Not told.
    #[default]
    Unknown,
}

impl Consent {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Requested => "requested",
            Self::Given => "given",
            Self::Declined => "declined",
            Self::Unknown => "unknown",
        }
    }

    /// In words, for a page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Missing => "Nobody asked them",
            Self::Requested => "Asked, no answer yet",
            Self::Given => "They agreed",
            Self::Declined => "They did not agree",
            Self::Unknown => "Not known",
        }
    }
}

/// Somebody as the CRM keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CrmPerson {
    /// Their identifier there.
    pub external_id: String,
    /// When they were last changed there.
    pub updated_at: Option<Timestamp>,
    /// Who they are; nothing is left of it once they were anonymised.
    pub person: Person,
    /// Values of the company's own fields there.
    pub fields: Vec<RemoteValue>,
    /// Where they came from, as the CRM says it.
    pub source: String,
    /// When somebody was last in touch with them.
    pub last_touch: Option<Timestamp>,
    /// Whether they agreed to be kept.
    pub consent: Consent,
    /// When their consent, or the time without one, ends.
    pub consent_ends: Option<Timestamp>,
    /// Whether they take mail.
    pub subscribed: bool,
    /// Whether they were put away there.
    pub archived: bool,
    /// When everything that tells who they are was taken away there. Whoever keeps a copy takes it away too.
    pub anonymised_at: Option<Timestamp>,
}

/// What is written of somebody into their history there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// The kind of entry, by its identifier there.
    pub kind: String,
    /// What it says.
    pub text: String,
    /// When it was.
    pub at: Timestamp,
}
