//! `POST /v3/applications/{id}/hire`

use serde_json::{Map, Value, json};

use super::{
    Done, Write, applications,
    body::{Fields, Optional, Takes, check, sent},
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal, webhooks::About};

const FIELDS: Fields = &[
    ("start_date", Takes::Day, Optional),
    ("opening_id", Takes::Id("openings"), Optional),
    ("close_reason_id", Takes::Id("close_reasons"), Optional),
];

/// Marks an application as hired and fills an opening: the one that is named, or the first of the job that is open.
pub fn hire(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let job = write.row("applications", id)?["job_id"].clone();
    check(write.documents, body, FIELDS)?;
    applications::insist(write, id, "in_process")?;
    if job.is_null() {
        return Err(Refusal::unprocessable("A prospect is considered for no job."));
    }
    let asked = sent(body, "opening_id").as_u64();
    let opening = rows::table(write.documents, "openings").find(|(opening, row)| {
        row["job_id"] == job && row["open"] == true && asked.is_none_or(|asked| asked == *opening)
    });
    let opening = opening.map(|(opening, _)| opening);
    if asked.is_some() && opening.is_none() {
        return Err(Refusal::field("opening_id", "is no open opening of the job"));
    }
    if let Some(opening) = opening {
        let keys = [
            ("application_id", json!(id)),
            ("closed_at", write.time()),
            ("open", json!(false)),
            ("close_reason_id", sent(body, "close_reason_id").clone()),
            ("target_start_on", sent(body, "start_date").clone()),
        ];
        write.set("openings", opening, keys);
        write.touch("openings", opening);
    }
    let start = sent(body, "start_date").clone();
    write.set("applications", id, [("status", json!("hired")), ("_starts_at", start)]);
    write.acted_on(id);
    write.announce("hire_candidate", About::Application(id));
    Ok(Done::Nothing)
}
