//! `POST /v3/applications/{id}/move`

use serde_json::{Map, Value, json};

use super::{
    Done, Write, applications,
    body::{Fields, Optional, Required, Takes, check, sent},
    stages,
};
use crate::greenhouse::sandbox::{v3::errors::Refusal, webhooks::About};

const FIELDS: Fields = &[
    ("from_stage_id", Takes::Number, Required),
    ("to_stage_id", Takes::Id("job_interview_stages"), Optional),
    ("to_job_id", Takes::Id("jobs"), Optional),
];

/// Moves an application to a stage of its job or of another one. Ours: without a stage it goes to the next one, and in
/// another job to the first.
pub fn go(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let row = write.row("applications", id)?;
    let (stage, job) = (row["stage_id"].clone(), row["job_id"].as_u64());
    check(write.documents, body, FIELDS)?;
    applications::insist(write, id, "in_process")?;
    if *sent(body, "from_stage_id") != stage {
        return Err(Refusal::field("from_stage_id", "is not the current stage of the application"));
    }
    let other = sent(body, "to_job_id").as_u64();
    let job = other.or(job).ok_or_else(|| Refusal::unprocessable("A prospect is in no stage."))?;
    let stages = stages::of_job(write.documents, job);
    let next = || {
        let at = stages.iter().position(|known| stage == *known).filter(|_| other.is_none());
        stages.get(at.map_or(0, |at| at + 1)).copied()
    };
    let to = sent(body, "to_stage_id").as_u64().or_else(next);
    let to = to.filter(|to| stages.contains(to));
    let to = to.ok_or_else(|| Refusal::field("to_stage_id", "is not a stage of the job"))?;
    write.set("applications", id, [("job_id", json!(job))]);
    stages::enter(write, id, to);
    write.acted_on(id);
    write.announce("candidate_stage_change", About::Application(id));
    Ok(Done::Nothing)
}
