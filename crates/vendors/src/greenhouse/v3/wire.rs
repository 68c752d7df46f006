//! What v3 sends and takes, as far as it is used. Sources: the vendor's field catalogue of 2026-08 for what is read,
//! working clients of others for what is written.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use crate::greenhouse::{answers::Answer, contacts::Contacts, custom::Values, files::Attachment as File};

/// A page of a list: its rows, each read by itself so that one that surprises costs no other.
pub type Rows<'a> = Vec<&'a RawValue>;

/// `/v3/jobs`
#[derive(Debug, Deserialize)]
pub struct Job {
    pub id: u64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub name: String,
    pub status: String,
    #[serde(default)]
    pub department_id: Option<u64>,
    #[serde(default)]
    pub office_ids: Option<Vec<u64>>,
    #[serde(default)]
    pub custom_fields: Option<Values>,
}

/// `/v3/job_interview_stages`
#[derive(Debug, Deserialize)]
pub struct Stage {
    pub id: u64,
    pub job_id: u64,
    pub sort_order: i64,
    pub name: String,
    pub active: bool,
}

/// A row of which only the name is used: departments, offices, sources, tags.
#[derive(Debug, Deserialize)]
pub struct Named {
    pub id: u64,
    pub name: String,
}

/// `/v3/candidates`
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
    pub preferred_name: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(flatten)]
    pub contacts: Contacts,
    #[serde(default)]
    pub custom_fields: Option<Values>,
}

/// `/v3/applications`
#[derive(Debug, Deserialize)]
pub struct Application {
    pub id: u64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub candidate_id: u64,
    #[serde(default)]
    pub job_id: Option<u64>,
    #[serde(default)]
    pub source_id: Option<u64>,
    #[serde(default)]
    pub stage_id: Option<u64>,
    pub status: String,
    pub prospect: bool,
    #[serde(default)]
    pub answers: Option<Vec<Answer>>,
    #[serde(default)]
    pub custom_fields: Option<Values>,
}

/// `/v3/attachments`
#[derive(Debug, Deserialize)]
pub struct Attachment {
    pub application_id: u64,
    #[serde(flatten)]
    pub file: File,
}

/// `/v3/notes`
#[derive(Debug, Deserialize)]
pub struct Note {
    pub id: u64,
    #[serde(default)]
    pub body: Option<String>,
    #[serde(default, rename = "type")]
    pub kind: String,
}

/// `/v3/applied_candidate_tags`
#[derive(Debug, Deserialize)]
pub struct AppliedTag {
    pub id: u64,
    #[serde(default)]
    pub candidate_tag_id: u64,
}

/// `/v3/applications`, as far as it matters when its person comes in again.
#[derive(Debug, Deserialize)]
pub struct Entered {
    pub id: u64,
    #[serde(default)]
    pub job_id: Option<u64>,
    #[serde(default)]
    pub prospective_job_ids: Vec<u64>,
    pub prospect: bool,
    pub status: String,
    #[serde(default)]
    pub source_id: Option<u64>,
    #[serde(default)]
    pub referrer_id: Option<u64>,
}

/// `/v3/prospect_details`
#[derive(Debug, Deserialize)]
pub struct ProspectDetail {
    pub application_id: u64,
    #[serde(default)]
    pub pool_id: Option<u64>,
}

/// A row of which only the number is used.
#[derive(Debug, Deserialize)]
pub struct Numbered {
    pub id: u64,
}

/// The answer to `POST /v3/candidates`; while the record is built, neither is told.
#[derive(Debug, Deserialize)]
pub struct Made {
    #[serde(default)]
    pub candidate: Option<Numbered>,
}

/// `POST /v3/attachments`
#[derive(Debug, Serialize)]
pub struct NewAttachment<'a> {
    pub application_id: u64,
    pub filename: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// In base64.
    pub content: String,
}

/// `POST /v3/notes`
#[derive(Debug, Serialize)]
pub struct NewNote<'a> {
    pub candidate_id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<u64>,
    pub body: &'a str,
    pub note_type: &'static str,
    pub visibility: &'static str,
}

/// `POST /v3/applications/{id}/move`
#[derive(Debug, Serialize)]
pub struct Move {
    pub from_stage_id: u64,
    pub to_stage_id: u64,
}

/// `POST /v3/applied_candidate_tags`
#[derive(Debug, Serialize)]
pub struct ApplyTag {
    pub candidate_id: u64,
    pub candidate_tag_id: u64,
}

/// One value of a record's custom fields, as it is written.
#[derive(Debug, Serialize)]
pub struct SetValue {
    pub name_key: String,
    pub value: Value,
}

/// `PATCH /v3/applications/{id}`: the whole set takes the place of the one before.
#[derive(Debug, Serialize)]
pub struct SetValues {
    pub custom_fields: Vec<SetValue>,
}

/// `POST /introspect`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Introspected {
    pub active: bool,
    pub scope: Value,
    #[serde(rename = "https://auth.greenhouse.io/claims")]
    pub claims: Value,
}
