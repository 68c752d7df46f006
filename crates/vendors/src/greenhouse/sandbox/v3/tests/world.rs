//! A small tenant.

use serde_json::{Value, json};

/// Users 1 (Site Admin), 2 (none) and 3 (a service account); job 10 with the stages 11 to 13 and job 15 with 16;
/// candidates 20 and 21; application 30 of 20 in stage 11, prospect's application 31 of 21. As in a tenant that is
/// made up, ids are in the same order as texts.
pub fn documents() -> Value {
    let time = "2026-11-01T09:00:00.000Z";
    let row = |more: Value| {
        let mut row = json!({"created_at": time, "updated_at": time});
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        row
    };
    let user = |id: u64, mail: &str, site_admin: bool| {
        row(json!({
            "id": id, "primary_email": mail, "name": mail, "site_admin": site_admin, "deactivated": false,
            "office_ids": [41], "department_ids": [], "_service_account": id == 3,
        }))
    };
    let stage = |id: u64, job: u64, order: u64, name: &str| {
        row(json!({"id": id, "job_id": job, "sort_order": order, "name": name, "active": true}))
    };
    let candidate = |id: u64, name: &str| {
        row(json!({
            "id": id, "first_name": name, "last_name": "Nair", "tags": [], "private": false,
            "email_addresses": [{"value": format!("{name}@example.com"), "type": "personal"}],
            "custom_fields": {"pets": {"name": "Pets", "type": "single_select", "value": "Cat"}},
            "last_activity_at": time, "_note": "hidden",
        }))
    };
    let application = |id: u64, candidate: u64, more: Value| {
        let mut application = row(json!({
            "id": id, "candidate_id": candidate, "job_id": 10, "stage_id": 11, "stage_name": "Review",
            "status": "in_process", "prospect": false, "prospective_job_ids": [], "custom_fields": {},
        }));
        application.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        application
    };
    json!({
        "next_id": 9000,
        "organization": {"id": 4001, "name": "Larkmoor"},
        "credentials": [
            {"client_id": "full", "client_secret": "s", "scopes": ["*"], "user_id": 3, "revoked": false},
            {"client_id": "reading", "client_secret": "s", "scopes": ["harvest:jobs:list"], "user_id": 3},
            {"client_id": "none", "client_secret": "s", "scopes": [], "user_id": 3},
            {"client_id": "revoked", "client_secret": "s", "scopes": ["*"], "user_id": 3, "revoked": true},
        ],
        "keys": [
            {"key": "v1key", "permissions": ["*"], "without": ["sources.list"], "revoked": false},
            {"key": "old", "permissions": ["*"], "revoked": true},
        ],
        "rows": {
            "users": {"1": user(1, "maya@example.com", true), "2": user(2, "tom@example.com", false),
                "3": user(3, "service@example.com", true)},
            "offices": {"41": row(json!({"id": 41, "name": "Leeds", "external_id": "LDS"}))},
            "jobs": {"10": row(json!({"id": 10, "name": "Planner", "status": "open"})),
                "15": row(json!({"id": 15, "name": "Driver", "status": "open"}))},
            "job_interview_stages": {"11": stage(11, 10, 0, "Review"), "12": stage(12, 10, 1, "Talk"),
                "13": stage(13, 10, 2, "Offer"), "16": stage(16, 15, 0, "Review")},
            "candidates": {"20": candidate(20, "Ida"), "21": candidate(21, "Otto")},
            "applications": {"30": application(30, 20, json!({})),
                "31": application(31, 21, json!({"job_id": null, "stage_id": null, "prospect": true}))},
            "prospect_details": {"33": row(json!({"id": 33, "application_id": 31, "pool_id": 34}))},
            "prospect_pools": {"34": row(json!({"id": 34, "name": "Later"}))},
            "openings": {"36": row(json!({"id": 36, "job_id": 10, "open": true, "closed_at": null}))},
            "sources": {"50": row(json!({"id": 50, "name": "Fair", "type": {"id": 1, "name": "Events"}}))},
            "rejection_reasons": {"52": row(json!({"id": 52, "name": "Too far", "type": {"id": 1, "name": "Them"}}))},
            "candidate_tags": {"60": row(json!({"id": 60, "name": "Ruby"}))},
            "custom_fields": {
                "70": row(json!({"id": 70, "name": "Pets", "name_key": "pets", "field_type": "candidate",
                    "value_type": "single_select", "active": true})),
                "71": row(json!({"id": 71, "name": "Notice", "name_key": "notice", "field_type": "candidate",
                    "value_type": "short_text", "active": true})),
                "72": row(json!({"id": 72, "name": "Salary", "name_key": "salary", "field_type": "application",
                    "value_type": "currency", "active": true})),
            },
            "custom_field_options": {
                "80": row(json!({"id": 80, "custom_field_id": 70, "name": "Cat", "active": true})),
                "81": row(json!({"id": 81, "custom_field_id": 70, "name": "Dog", "active": true})),
            },
        },
    })
}
