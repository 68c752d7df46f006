//! What v1 sends and takes, as far as it is used. Source: the vendor's public documentation of January 2026.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::greenhouse::{answers::Answer, contacts::Contacts, custom::Values, files::Attachment};

/// `/v1/jobs`
#[derive(Debug, Deserialize)]
pub struct Job {
    pub id: u64,
    pub name: String,
    pub status: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    #[serde(default)]
    pub departments: Vec<Option<Named>>,
    #[serde(default)]
    pub offices: Vec<Option<Named>>,
    #[serde(default)]
    pub keyed_custom_fields: Option<Values>,
}

/// A record of which only the name is used.
#[derive(Debug, Deserialize)]
pub struct Named {
    pub id: u64,
    #[serde(default)]
    pub name: String,
}

/// `/v1/job_stages`
#[derive(Debug, Deserialize)]
pub struct Stage {
    pub id: u64,
    pub job_id: u64,
    pub priority: i64,
    pub name: String,
    #[serde(default)]
    pub active: Option<bool>,
}

/// `/v1/candidates`
#[derive(Debug, Deserialize)]
pub struct Candidate {
    pub id: u64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    #[serde(default)]
    pub first_name: Option<String>,
    #[serde(default)]
    pub last_name: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(flatten)]
    pub contacts: Contacts,
    #[serde(default)]
    pub keyed_custom_fields: Option<Values>,
}

/// `/v1/applications`
#[derive(Debug, Deserialize)]
pub struct Application {
    pub id: u64,
    pub candidate_id: u64,
    pub prospect: bool,
    pub applied_at: Timestamp,
    #[serde(default)]
    pub last_activity_at: Option<Timestamp>,
    #[serde(default)]
    pub source: Option<Source>,
    #[serde(default)]
    pub jobs: Vec<Named>,
    pub status: String,
    #[serde(default)]
    pub current_stage: Option<Named>,
    #[serde(default)]
    pub answers: Vec<Answer>,
    #[serde(default)]
    pub keyed_custom_fields: Option<Values>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// Where an application came from.
#[derive(Debug, Deserialize)]
pub struct Source {
    #[serde(default)]
    pub public_name: Option<String>,
}

/// `/v1/candidates/{id}/activity_feed`
#[derive(Debug, Deserialize)]
pub struct Feed {
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// A remark.
#[derive(Debug, Deserialize)]
pub struct Note {
    pub id: u64,
    #[serde(default)]
    pub body: Option<String>,
}

/// One value of a record's custom fields, as it is written.
#[derive(Debug, Serialize)]
pub struct SetValue<'a> {
    pub name_key: &'a str,
    pub value: Value,
}

/// `/v1/candidates/{id}`, as far as it matters when somebody comes in again.
#[derive(Debug, Deserialize)]
pub struct Known {
    #[serde(default)]
    pub applications: Vec<Entered>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// One of somebody's applications.
#[derive(Debug, Deserialize)]
pub struct Entered {
    pub id: u64,
    pub prospect: bool,
    pub status: String,
    #[serde(default)]
    pub jobs: Vec<Numbered>,
    #[serde(default)]
    pub source: Option<Numbered>,
    #[serde(default)]
    pub credited_to: Option<Numbered>,
    #[serde(default)]
    pub prospect_detail: Option<ProspectDetail>,
}

/// What else is told of a prospect.
#[derive(Debug, Deserialize)]
pub struct ProspectDetail {
    #[serde(default)]
    pub prospect_pool: Option<Numbered>,
}

/// A record of which only the number is used.
#[derive(Debug, Deserialize)]
pub struct Numbered {
    pub id: u64,
}

/// `POST /v1/applications/{id}/attachments`
#[derive(Debug, Serialize)]
pub struct NewAttachment<'a> {
    pub filename: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// In base64.
    pub content: String,
    pub content_type: &'a str,
}
