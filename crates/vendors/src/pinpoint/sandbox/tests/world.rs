//! A small world with one of everything, written by hand so that tests can be read beside it.

use serde_json::{Map, Value, json};

use crate::pinpoint::sandbox::resources;

/// Every permission that a table names.
fn everything() -> Value {
    let categories = resources::ALL.iter().flat_map(|resource| resource.categories);
    categories
        .map(|category| ((*category).to_owned(), json!(["read", "write", "delete"])))
        .collect::<Map<_, _>>()
        .into()
}

/// The documents.
pub fn documents() -> Value {
    let at = "2026-03-01T10:00:00+00:00";
    json!({
        "tenant": "larkmoor",
        "enabled": true,
        "limits": {"requests": null, "seconds": 10},
        "keys": [
            {"key": "full", "permissions": everything()},
            {"key": "jobs only", "permissions": {"job": ["read"]}},
        ],
        "resources": {
            "jobs": {
                "2": job("Baker", "external", "open", "full_time"),
                "10": job("Miller", "internal", "closed", "part_time"),
                "11": job("Head of Secrets", "confidential", "open", "permanent"),
            },
            "stages": {
                "1": stage("Applied", "applied", "jobs", "2"),
                "2": stage("Hired", "hired", "jobs", "2"),
                "3": stage("Applied", "applied", "hiring_workflows", "1"),
            },
            "hiring_workflows": {"1": {"attributes": {"name": "Default", "created_at": at, "updated_at": at}}},
            "candidates": {
                "4": {"attributes": {"first_name": "Ana", "last_name": "Ruiz", "email": "ana@example.com"}, "rels": {}},
                "5": {"attributes": {"first_name": "Bo", "last_name": "Ek", "email": "bo@example.com"}, "rels": {}},
            },
            "applications": {
                "7": application("Ana", "2", "4", "1", "2026-03-01T10:00:00+00:00"),
                "8": application("Bo", "2", "5", "2", "2026-03-02T10:00:00+00:00"),
                "9": application("Ana", "10", "4", "1", "2026-03-03T10:00:00+00:00"),
                "12": application("Ana", "11", "4", "1", "2026-03-04T10:00:00+00:00"),
            },
            "job_seekers": {"3": {
                "attributes": {"first_name": "Cy", "last_name": "Fox", "created_at": at, "updated_at": at},
                "rels": {"candidate": "5"},
            }},
            "comments": {
                "1": comment("applications", "7"), "2": comment("candidates", "4"), "3": comment("job_seekers", "3"),
            },
            "custom_fields": {"1": {"attributes": {
                "name": "Shift", "field_type": "single_select", "resource_type": "application", "required": false,
                "created_at": at, "updated_at": at,
            }}},
            "custom_field_options": {
                "2": {"attributes": {"label": "Day", "value": "day"}, "rels": {"custom_field": "1"}},
                "10": {"attributes": {"label": "Night", "value": "night"}, "rels": {"custom_field": "1"}},
            },
            "custom_attributes": {
                "6": {
                    "attributes": {"value": "night", "option_value": "night", "option_label": "Night", "created_at": at, "updated_at": at},
                    "rels": {"custom_attributable": {"type": "applications", "id": "7"}, "custom_field": "1"},
                },
            },
            "departments": {"1": named("Ovens")},
            "divisions": {"1": named("North")},
            "locations": {"1": named("Leith")},
            "structure_custom_group_ones": {"1": named("Bread")},
            "structure_links": {"1": {
                "attributes": {"created_at": at, "updated_at": at}, "rels": {"department": "1", "location": "1"},
            }},
            "users": {"1": {"attributes": {
                "email": "mo@example.com", "first_name": "Mo", "last_name": "Day", "time_zone": "Europe/London",
                "created_at": at, "updated_at": at,
            }}},
            "offers": {"1": {
                "attributes": {"status": "open", "result": "pending", "salary_amount": 30000.0},
                "rels": {"application": "8", "creator": "1", "manager": "1", "stage": "2"},
            }},
            "questions": {"1": {"attributes": {
                "title": "Early riser?", "question_type": "boolean", "required": true, "created_at": at, "updated_at": at,
            }}},
            "answers": {"1": {
                "attributes": {"boolean_answer": true, "created_at": at, "updated_at": at},
                "rels": {"application": "7", "question": "1"},
            }},
            "job_postings": {"1": {
                "attributes": {"title": "Baker", "created_at": at, "updated_at": at}, "rels": {"job": "2"},
            }},
        },
    })
}

fn job(title: &str, visibility: &str, status: &str, employment: &str) -> Value {
    json!({
        "attributes": {
            "title": title, "visibility": visibility, "status": status, "employment_type": employment,
            "created_at": "2026-01-01T00:00:00+00:00", "updated_at": "2026-01-01T00:00:00+00:00",
        },
        "rels": {
            "department": "1", "location": "1", "structure_link": "1", "hiring_manager_user": "1",
            "questions": ["1"],
        },
    })
}

fn stage(name: &str, basic_type: &str, kind: &str, of: &str) -> Value {
    json!({
        "attributes": {"name": name, "basic_type": basic_type, "position": 1, "visible": true},
        "rels": {"stageable": {"type": kind, "id": of}},
    })
}

fn application(name: &str, job: &str, candidate: &str, stage: &str, updated: &str) -> Value {
    json!({
        "attributes": {
            "first_name": name, "last_name": "Ruiz", "email": "a@example.com",
            "tags": [{"name": "Referral", "context": "custom_green"}],
            "attachments": [{"context": "pdf_cv", "name": "cv.pdf", "file": "1"}],
            "created_at": "2026-03-01T10:00:00+00:00", "updated_at": updated,
        },
        "rels": {"job": job, "candidate": candidate, "stage": stage},
    })
}

fn comment(kind: &str, id: &str) -> Value {
    json!({
        "attributes": {
            "body_text": "Bakes well", "private_comment": false,
            "created_at": "2026-03-01T10:00:00+00:00", "updated_at": "2026-03-01T10:00:00+00:00",
        },
        "rels": {"commentable": {"type": kind, "id": id}, "user": "1"},
    })
}

fn named(name: &str) -> Value {
    json!({"attributes": {
        "name": name, "created_at": "2026-01-01T00:00:00+00:00", "updated_at": "2026-01-01T00:00:00+00:00",
    }})
}
