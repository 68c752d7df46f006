//! What a message tells of a record: nearly as v1 shows it, with the person and the job inside the application.

use serde_json::{Value, json};

use super::About;
use crate::greenhouse::sandbox::{
    rows,
    v1::{list_or_empty, status},
};

/// The `payload` of a message.
pub fn payload(documents: &Value, about: About) -> Value {
    let row = |table: &str, id: u64| rows::find(documents, table, id).unwrap_or(&Value::Null);
    match about {
        About::Application(id) => json!({"application": application(documents, row("applications", id))}),
        About::Candidate(id) => json!({"candidate": candidate(documents, row("candidates", id))}),
        About::Job(id) => json!({"job": job(row("jobs", id))}),
    }
}

/// The row that an id leads to; null where it leads nowhere.
fn to<'a>(documents: &'a Value, table: &str, id: &Value) -> &'a Value {
    id.as_u64().and_then(|id| rows::find(documents, table, id)).unwrap_or(&Value::Null)
}

fn named(row: &Value) -> Value {
    if row.is_null() { Value::Null } else { json!({"id": row["id"], "name": row["name"]}) }
}

fn user(documents: &Value, id: &Value) -> Value {
    let row = to(documents, "users", id);
    if row.is_null() {
        return Value::Null;
    }
    json!({
        "id": row["id"], "first_name": row["first_name"], "last_name": row["last_name"], "name": row["name"],
        "employee_id": row["employee_id"], "email": row["primary_email"],
    })
}

fn application(documents: &Value, row: &Value) -> Value {
    let candidate = candidate(documents, to(documents, "candidates", &row["candidate_id"]));
    let jobs: Value = match to(documents, "jobs", &row["job_id"]) {
        Value::Null => json!([]),
        found => json!([job(found)]),
    };
    json!({
        "id": row["id"],
        "rejected_at": row["rejected_at"],
        "prospect": row["prospect"],
        "status": status(row),
        "applied_at": row["created_at"],
        "last_activity_at": row["last_activity_at"],
        "source": source(to(documents, "sources", &row["source_id"])),
        "credited_to": user(documents, &row["referrer_id"]),
        "recruiter": user(documents, &row["recruiter_id"]),
        "coordinator": user(documents, &row["coordinator_id"]),
        "rejection_reason": reason(documents, row),
        "current_stage": named(to(documents, "job_interview_stages", &row["stage_id"])),
        "custom_fields": row["custom_fields"],
        "candidate": candidate,
        "jobs": jobs,
    })
}

fn source(row: &Value) -> Value {
    if row.is_null() { Value::Null } else { json!({"id": row["id"], "name": row["name"]}) }
}

/// Why it was rejected. The newest details come last and are looked at first.
fn reason(documents: &Value, application: &Value) -> Value {
    if application["status"] != "rejected" {
        return Value::Null;
    }
    let mut details = rows::table(documents, "rejection_details").rev();
    let found = details.find(|(_, row)| row["application_id"] == application["id"]);
    let id = found.map_or(&Value::Null, |(_, row)| &row["rejection_reason_id"]);
    let reason = to(documents, "rejection_reasons", id);
    match reason {
        Value::Null => Value::Null,
        row => json!({"id": row["id"], "name": row["name"], "type": row["type"]}),
    }
}

fn candidate(documents: &Value, row: &Value) -> Value {
    json!({
        "id": row["id"],
        "first_name": row["first_name"],
        "last_name": row["last_name"],
        "title": row["title"],
        "company": row["company"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "photo_url": row["_photo_url"],
        "phone_numbers": list_or_empty(&row["phone_numbers"]),
        "email_addresses": list_or_empty(&row["email_addresses"]),
        "addresses": list_or_empty(&row["addresses"]),
        "website_addresses": list_or_empty(&row["website_addresses"]),
        "social_media_addresses": list_or_empty(&row["social_media_addresses"]),
        "recruiter": user(documents, &row["_recruiter_id"]),
        "coordinator": user(documents, &row["_coordinator_id"]),
        "tags": list_or_empty(&row["tags"]),
        "custom_fields": row["custom_fields"],
    })
}

fn job(row: &Value) -> Value {
    json!({
        "id": row["id"],
        "name": row["name"],
        "requisition_id": row["requisition_id"],
        "notes": row["notes"],
        "status": row["status"],
        "created_at": row["created_at"],
        "opened_at": row["opened_at"],
        "closed_at": row["closed_at"],
        "custom_fields": row["custom_fields"],
    })
}
