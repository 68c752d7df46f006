//! An application.

use serde_json::{Value, json};

use super::{attachment, custom, department, named, office, reference, typed};
use crate::greenhouse::sandbox::v1::scene::{Scene, list};

/// The application with its jobs, its stage and its files.
pub fn application(scene: &Scene<'_>, row: &Value) -> Value {
    let id = &row["id"];
    let attachments = scene.of_id("attachments", "application_id", id);
    let user = |key: &str| scene.shown(scene.to("users", &row[key]), reference);
    let rejection = match status(row) {
        "rejected" => scene.of_id("rejection_details", "application_id", id).pop().unwrap_or(&Value::Null),
        _ => &Value::Null,
    };
    let prospect = scene.of_id("prospect_details", "application_id", id).pop().unwrap_or(&Value::Null);
    let mut shown = json!({
        "id": id,
        "candidate_id": row["candidate_id"],
        "prospect": row["prospect"],
        "applied_at": row["created_at"],
        "rejected_at": row["rejected_at"],
        "last_activity_at": row["last_activity_at"],
        "location": location(&row["location_address"]),
        "source": scene.shown(scene.to("sources", &row["source_id"]), source),
        "credited_to": user("referrer_id"),
        "recruiter": user("recruiter_id"),
        "coordinator": user("coordinator_id"),
        "rejection_reason": scene.shown(scene.to("rejection_reasons", &rejection["rejection_reason_id"]), typed),
        "rejection_details": scene.shown(rejection, details),
        "jobs": jobs(scene, row),
        "job_post_id": row["job_post_id"],
        "status": status(row),
        "current_stage": scene.shown(scene.to("job_interview_stages", &row["stage_id"]), named),
        "answers": list(&row["answers"]),
        "prospective_office": scene.shown(scene.to("offices", &prospect["office_id"]), office),
        "prospective_department": scene.shown(scene.to("departments", &prospect["department_id"]), department),
        "prospect_detail": {
            "prospect_pool": scene.shown(scene.to("prospect_pools", &prospect["pool_id"]), named),
            "prospect_stage": scene.shown(scene.to("prospect_pool_stages", &prospect["pool_stage_id"]), named),
            "prospect_owner": scene.shown(scene.to("users", &prospect["prospect_owner_id"]), named),
        },
    });
    custom::add(&mut shown, &row["custom_fields"]);
    shown["attachments"] = attachments.into_iter().map(|file| attachment(scene, file)).collect();
    shown
}

/// The status in v1's word: one that is under way is active.
pub fn status(row: &Value) -> &str {
    match row["status"].as_str().unwrap_or_default() {
        "in_process" => "active",
        other => other,
    }
}

fn location(address: &Value) -> Value {
    if address.is_null() { Value::Null } else { json!({"address": address}) }
}

fn source(_: &Scene<'_>, row: &Value) -> Value {
    json!({"id": row["id"], "public_name": row["name"]})
}

fn details(_: &Scene<'_>, row: &Value) -> Value {
    let mut shown = json!({});
    custom::add(&mut shown, &row["question_custom_fields"]);
    shown
}

/// The job; those that a prospect is considered for.
fn jobs(scene: &Scene<'_>, row: &Value) -> Value {
    let one = json!([row["job_id"]]);
    let ids = if row["job_id"].is_null() { &row["prospective_job_ids"] } else { &one };
    scene.each("jobs", ids, named)
}
