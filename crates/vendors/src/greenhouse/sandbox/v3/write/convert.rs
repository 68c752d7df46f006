//! `POST /v3/applications/{id}/convert_to_candidate`

use serde_json::{Map, Value, json};

use super::{
    Done, Write, applications,
    body::{Fields, Optional, Required, Takes, check, sent},
};
use crate::greenhouse::sandbox::v3::errors::Refusal;

const FIELDS: Fields = &[
    ("job_id", Takes::Id("jobs"), Required),
    ("to_job_interview_stage_id", Takes::Id("job_interview_stages"), Optional),
];

/// Makes a prospect's application into one for a job: a new one, while the old one stays as converted.
pub fn convert(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let row = write.row("applications", id)?.clone();
    check(write.documents, body, FIELDS)?;
    applications::insist(write, id, "in_process")?;
    if row["prospect"] != true {
        return Err(Refusal::unprocessable("The application is not a prospect's."));
    }
    let mut new = json!({
        "candidate_id": row["candidate_id"], "job_id": sent(body, "job_id"),
        "initial_stage_id": sent(body, "to_job_interview_stage_id"), "source_id": row["source_id"],
        "referrer_id": row["referrer_id"], "recruiter_id": row["recruiter_id"],
        "coordinator_id": row["coordinator_id"],
    });
    let new = std::mem::take(new.as_object_mut().unwrap_or(&mut Map::new()));
    applications::check_new(write.documents, &new)?;
    applications::make(write, row["candidate_id"].as_u64().unwrap_or_default(), &new);
    write.set("applications", id, [("status", json!("converted"))]);
    write.acted_on(id);
    Ok(Done::Nothing)
}
