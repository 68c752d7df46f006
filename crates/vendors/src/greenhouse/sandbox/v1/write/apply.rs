//! Considering a person for a job, or for none yet.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{application::referrer, custom, fields::Fields, moves, refers};
use crate::greenhouse::sandbox::{
    rows,
    v1::errors::Refusal,
    webhooks::{About, announce},
};

/// What a request says of an application to a job.
pub const FOR_A_JOB: [&str; 8] = [
    "job_id",
    "source_id",
    "initial_stage_id",
    "referrer",
    "recruiter_id",
    "coordinator_id",
    "attachments",
    "custom_fields",
];

/// What a request says of a prospect.
pub const FOR_A_PROSPECT: [&str; 12] = [
    "prospect",
    "job_ids",
    "source_id",
    "referrer",
    "recruiter_id",
    "coordinator_id",
    "attachments",
    "prospect_pool_id",
    "prospect_pool_stage_id",
    "prospect_owner_id",
    "prospective_department_id",
    "prospective_office_id",
];

/// An application that may be made, and what else is kept of a prospect.
pub struct Wanted {
    row: Value,
    stage: Option<u64>,
    prospect: Option<Value>,
}

/// Reads an application to a job: it begins in the stage that is named, or in the job's first.
///
/// # Errors
/// 422 where a field does not fit, the job is not there or closed, or the stage is none of the job's.
pub fn to_a_job(documents: &Value, fields: Fields<'_>, now: &str) -> Result<Wanted, Refusal> {
    let fields = fields.only(&FOR_A_JOB)?;
    unbuilt(fields)?;
    let job = fields.needed_id("job_id")?;
    refers(documents, "jobs", "job_id", Some(job))?;
    if rows::find(documents, "jobs", job).is_some_and(|job| job["status"] == "closed") {
        return Err(Refusal::invalid("job_id", "The job is closed"));
    }
    let stages = moves::stages(documents, &json!(job));
    let stage = match fields.id("initial_stage_id")? {
        None => stages.first(),
        Some(wanted) => {
            let found = stages.iter().find(|stage| stage["id"] == wanted);
            Some(found.ok_or_else(|| Refusal::invalid("initial_stage_id", "Must be a stage of the job"))?)
        }
    };
    let sent = fields.objects("custom_fields")?;
    let mut row = row(documents, fields, now)?;
    row["job_id"] = json!(job);
    row["custom_fields"] = custom::merged(documents, "application", &Value::Null, sent)?;
    Ok(Wanted { row, stage: stage.and_then(|stage| stage["id"].as_u64()), prospect: None })
}

/// Reads a prospect: considered for some jobs or none.
///
/// # Errors
/// 422 where a field does not fit or names what is not there.
pub fn as_a_prospect(documents: &Value, fields: Fields<'_>, now: &str) -> Result<Wanted, Refusal> {
    let fields = fields.only(&FOR_A_PROSPECT)?;
    unbuilt(fields)?;
    let jobs = fields.ids("job_ids")?.unwrap_or_default();
    for job in &jobs {
        refers(documents, "jobs", "job_ids", Some(*job))?;
    }
    let named = |field: &str, table: &str| {
        let id = fields.id(field)?;
        refers(documents, table, field, id)?;
        Ok::<_, Refusal>(id)
    };
    let prospect = json!({
        "created_at": now, "updated_at": now,
        "pool_id": named("prospect_pool_id", "prospect_pools")?,
        "pool_stage_id": named("prospect_pool_stage_id", "prospect_pool_stages")?,
        "prospect_owner_id": named("prospect_owner_id", "users")?,
        "department_id": named("prospective_department_id", "departments")?,
        "office_id": named("prospective_office_id", "offices")?,
    });
    let mut row = row(documents, fields, now)?;
    row["prospect"] = json!(true);
    row["prospective_job_ids"] = json!(jobs);
    Ok(Wanted { row, stage: None, prospect: Some(prospect) })
}

fn unbuilt(fields: Fields<'_>) -> Result<(), Refusal> {
    let attachments = fields.list("attachments")?.is_some_and(|all| !all.is_empty());
    if attachments { Err(Refusal::unbuilt("attachments inside an application")) } else { Ok(()) }
}

fn row(documents: &Value, fields: Fields<'_>, now: &str) -> Result<Value, Refusal> {
    let named = |field: &str, table: &str| {
        let id = fields.id(field)?;
        refers(documents, table, field, id)?;
        Ok::<_, Refusal>(id)
    };
    Ok(json!({
        "created_at": now, "updated_at": now, "agency_note_id": null, "candidate_id": null,
        "coordinator_id": named("coordinator_id", "users")?, "job_id": null, "job_post_id": null,
        "recruiter_id": named("recruiter_id", "users")?, "referrer_id": referrer(documents, fields)?,
        "source_id": named("source_id", "sources")?, "stage_id": null, "stage_name": null,
        "status": "in_process", "needs_decision": false, "prospect": false, "rejected_at": null,
        "last_activity_at": now, "location_address": null, "answers": [], "prospective_job_ids": [],
        "custom_fields": {},
    }))
}

impl Wanted {
    /// Makes it for a person and says so; gives its id.
    pub fn make(mut self, documents: &mut Value, candidate: u64, user: u64, now: Timestamp) -> u64 {
        self.row["candidate_id"] = json!(candidate);
        let id = rows::add(documents, "applications", self.row);
        if let Some(stage) = self.stage {
            moves::enter(documents, now, user, id, stage);
        }
        let action = if let Some(mut prospect) = self.prospect {
            prospect["application_id"] = json!(id);
            rows::add(documents, "prospect_details", prospect);
            "new_prospect_application"
        } else {
            "new_candidate_application"
        };
        announce(documents, now, action, About::Application(id));
        id
    }
}
