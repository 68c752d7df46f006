//! The vendor's JSON: JSON:API documents, and the attributes of each kind of resource.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A list. Its rows are read one by one, so that one that can't be read spoils no other.
#[derive(Debug, Deserialize)]
pub struct Many<'a> {
    /// The records.
    #[serde(borrow)]
    pub data: Vec<&'a RawValue>,
    /// Where its neighbours are.
    #[serde(default)]
    pub links: Links,
    /// What is said of the whole.
    #[serde(default)]
    pub meta: Meta,
}

/// The links of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Links {
    /// The next page; none where this is the last.
    pub next: Option<String>,
}

/// What is said of a whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// How many records there are on all pages.
    pub total: Option<u64>,
}

/// One record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct One<A> {
    /// The record.
    pub data: Row<A>,
}

/// A record with its attributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row<A> {
    /// Its id; a new one has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its attributes.
    pub attributes: A,
}

impl<A> One<A> {
    /// A document that makes or changes a record.
    pub fn sent(kind: &str, id: &str, attributes: A) -> Self {
        Self { data: Row { id: id.into(), kind: kind.into(), attributes } }
    }
}

/// A candidate. What is left out stays as it is when it is sent, and is not known when it is read. The names are the
/// vendor's; the map says what each is to us.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Candidate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkedin_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_fields: Option<BTreeMap<String, Option<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscribed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interaction_score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_touch_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymized_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
}

/// A list, a project or a stage: what people read of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Of a list: `static` or `smart`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub list_type: String,
}

/// A field that the company set up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomField {
    /// What its values are sent under.
    pub mapping_name: String,
    /// What people read.
    pub label: String,
    /// `string` or `dropdown`.
    pub kind: String,
    /// Whether a candidate needs a value.
    pub required: bool,
    /// What can be chosen.
    pub options: Vec<String>,
}

/// An entry of a candidate's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// `note`, `tag`, `email` or `export`.
    pub kind: String,
    /// What it says.
    pub body: String,
    /// When it was.
    pub occurred_at: Timestamp,
}

/// A candidate's file as it is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewAttachment {
    /// `resume`.
    pub kind: String,
    /// Its name.
    pub filename: String,
    /// Its media type.
    pub content_type: String,
    /// Its content in base64.
    pub content: String,
}

/// A candidate's file as it is listed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name.
    pub filename: String,
    /// The MD5 of its content in base64.
    pub checksum: String,
}

/// Somebody's place in a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// Who.
    pub candidate_id: String,
    /// At which stage.
    pub stage_id: String,
}

/// A refusal.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Problems {
    /// What is wrong.
    #[serde(default)]
    pub errors: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Problem {
    /// The short sentence.
    pub title: Option<String>,
    /// The long one.
    pub detail: Option<String>,
    /// Where in the request.
    pub source: Option<Source>,
}

/// Where in a request a problem is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The JSON pointer.
    pub pointer: Option<String>,
}
