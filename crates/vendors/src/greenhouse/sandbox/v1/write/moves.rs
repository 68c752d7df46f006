//! Where an application stands: moved, rejected, taken back, hired. Each answers the application as it is now; what the
//! vendor answers is documented for the move alone.

use jiff::{Timestamp, civil::Date};
use serde_json::{Map, Value, json};

use super::{existing, fields::Fields, note, refers, shown, touch};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal},
        render,
    },
    v3::write::{Write, stages as history},
    webhooks::{About, announce},
};

/// Changes the application that the path names, says so to those who asked, and shows it.
fn change(call: &Call<'_>, action: &str, act: impl FnOnce(&mut Value, u64) -> Result<(), Refusal>) -> Answer {
    let id = call.id(0)?;
    call.world().change(|documents| {
        existing(documents, "applications", id)?;
        act(documents, id)?;
        let candidate = existing(documents, "applications", id)?["candidate_id"].as_u64();
        touch(documents, "applications", id, &call.time());
        touch(documents, "candidates", candidate.unwrap_or_default(), &call.time());
        announce(documents, call.now, action, About::Application(id));
        Ok(())
    })?;
    shown(call, "applications", id, render::application)
}

/// Insists that the application has this status.
fn stands(documents: &Value, id: u64, status: &str, otherwise: &str) -> Result<(), Refusal> {
    let is = existing(documents, "applications", id)?["status"] == status;
    if is { Ok(()) } else { Err(Refusal::invalid("id", otherwise)) }
}

/// Sets values of the application.
fn set(documents: &mut Value, id: u64, values: Value) {
    if let (Some(row), Value::Object(values)) = (rows::find_mut(documents, "applications", id), values) {
        row.extend(values);
    }
}

/// `POST /v1/applications/{id}/move`, within its job: to the stage that is named, or to the next one.
pub fn advance(call: &Call<'_>) -> Answer {
    let fields = Fields(&call.body).only(&["from_stage_id", "to_stage_id"])?;
    change(call, "candidate_stage_change", |documents, id| {
        let from = fields.needed_id("from_stage_id")?;
        stands(documents, id, "in_process", "Only an active application can be moved")?;
        let application = existing(documents, "applications", id)?;
        if application["stage_id"] != from {
            return Err(Refusal::invalid("from_stage_id", "The application is not in this stage"));
        }
        let stages = stages(documents, &application["job_id"]);
        let to = match fields.id("to_stage_id")? {
            Some(to) => stages.iter().find(|stage| stage["id"] == to),
            None => stages.iter().skip_while(|stage| stage["id"] != from).nth(1),
        };
        let to =
            to.ok_or_else(|| Refusal::invalid("to_stage_id", "Must be an active stage of the same job"))?;
        let to = to["id"].as_u64().unwrap_or_default();
        enter(documents, call.now, call.user, id, to);
        Ok(())
    })
}

/// Puts an application into a stage, and keeps for v3 how long it was in the one before.
pub fn enter(documents: &mut Value, now: Timestamp, user: u64, application: u64, stage: u64) {
    history::enter(&mut Write { documents, now, user }, application, stage);
}

/// The stages of a job that are in use, in order.
pub fn stages<'a>(documents: &'a Value, job: &Value) -> Vec<&'a Value> {
    let rows = rows::table(documents, "job_interview_stages").map(|(_, row)| row);
    let mut stages: Vec<_> = rows.filter(|row| row["job_id"] == *job && row["active"] != false).collect();
    stages.sort_by_key(|stage| stage["sort_order"].as_i64());
    stages
}

/// `POST /v1/applications/{id}/reject`
pub fn reject(call: &Call<'_>) -> Answer {
    let fields = Fields(&call.body).only(&["rejection_reason_id", "notes", "rejection_email"])?;
    if fields.value("rejection_email").is_some() {
        return Err(Refusal::unbuilt("rejection_email"));
    }
    change(call, "reject_candidate", |documents, id| {
        let (reason, notes) = (fields.id("rejection_reason_id")?, fields.text("notes")?);
        refers(documents, "rejection_reasons", "rejection_reason_id", reason)?;
        stands(documents, id, "in_process", "Only an active application can be rejected")?;
        let now = call.time();
        let candidate = existing(documents, "applications", id)?["candidate_id"].as_u64().unwrap_or_default();
        let remark = notes.map(|notes| note::add(documents, candidate, call.user, notes, "private", &now));
        set(documents, id, json!({"status": "rejected", "rejected_at": now}));
        let details = json!({
            "created_at": now, "updated_at": now, "application_id": id, "rejected_by_id": call.user,
            "rejection_note_id": remark, "rejection_reason_id": reason, "rejected_at": now,
            "question_custom_fields": {},
        });
        rows::add(documents, "rejection_details", details);
        Ok(())
    })
}

/// `POST /v1/applications/{id}/unreject`
pub fn unreject(call: &Call<'_>) -> Answer {
    Fields(&call.body).only(&[])?;
    change(call, "unreject_candidate", |documents, id| {
        stands(documents, id, "rejected", "Only a rejected application can be unrejected")?;
        set(documents, id, json!({"status": "in_process", "rejected_at": null}));
        if let Some(details) = documents["rows"]["rejection_details"].as_object_mut() {
            details.retain(|_, row| row["application_id"] != id);
        }
        Ok(())
    })
}

/// `POST /v1/applications/{id}/hire`: the opening that is named, or the first open one, is filled.
pub fn hire(call: &Call<'_>) -> Answer {
    let fields = Fields(&call.body).only(&["start_date", "opening_id", "close_reason_id"])?;
    change(call, "hire_candidate", |documents, id| {
        let start = fields.text("start_date")?;
        if start.is_some_and(|start| start.parse::<Date>().is_err()) {
            return Err(Refusal::invalid("start_date", "Must be a date, as in 2026-11-24"));
        }
        let (opening, reason) = (fields.id("opening_id")?, fields.id("close_reason_id")?);
        refers(documents, "close_reasons", "close_reason_id", reason)?;
        stands(documents, id, "in_process", "Only an active application can be hired")?;
        let job = existing(documents, "applications", id)?["job_id"].clone();
        if job.is_null() {
            return Err(Refusal::invalid("id", "A prospect can't be hired"));
        }
        let open: Vec<u64> = rows::table(documents, "openings")
            .filter(|(_, row)| row["job_id"] == job && row["open"] == true)
            .map(|(id, _)| id)
            .collect();
        let filled = match opening {
            None => open.first().copied(),
            Some(wanted) if open.contains(&wanted) => Some(wanted),
            Some(_) => return Err(Refusal::invalid("opening_id", "Must be an open opening of the same job")),
        };
        let now = call.time();
        let filled = filled.and_then(|filled| rows::find_mut(documents, "openings", filled));
        if let Some(row) = filled {
            row.extend(Map::from_iter([
                ("open".into(), json!(false)),
                ("closed_at".into(), json!(now)),
                ("updated_at".into(), json!(now)),
                ("application_id".into(), json!(id)),
                ("close_reason_id".into(), json!(reason)),
                ("target_start_on".into(), json!(start)),
            ]));
        }
        set(documents, id, json!({"status": "hired", "_starts_at": start}));
        Ok(())
    })
}
