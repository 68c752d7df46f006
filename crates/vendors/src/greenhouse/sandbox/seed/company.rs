//! What a company sets up once: departments, offices, users, sources, fields. The file holds what tells one row from
//! another; the keys that a list shows beside are filled in here.

use serde_json::{Value, json};

/// Since when the set-up has been there.
const SINCE: &str = "2024-12-02T09:00:00.000Z";

/// The set-up's tables.
pub fn rows() -> Value {
    // The text ships with the program and is read by every test, so that it can't fail here.
    let told: Value = serde_json::from_str(include_str!("company.json")).unwrap_or_default();
    let mut rows = json!({});
    for (table, all) in told.as_object().into_iter().flatten() {
        for row in all.as_array().into_iter().flatten() {
            let whole = over(beside(table, row), row);
            rows[table][row["id"].to_string()] = whole;
        }
    }
    rows
}

/// `row` laid over `beside`.
fn over(mut beside: Value, row: &Value) -> Value {
    for (key, value) in row.as_object().into_iter().flatten() {
        beside[key] = value.clone();
    }
    beside
}

fn beside(table: &str, row: &Value) -> Value {
    let mut beside = match table {
        "departments" => json!({"parent_id": null, "external_id": null}),
        "offices" => json!({
            "parent_id": null, "external_id": null, "location": null, "primary_in_house_contact_user_id": null,
        }),
        "users" => user(row),
        "custom_fields" => json!({
            "sort_order": row["id"].as_u64().unwrap_or(0) % 100, "private": false, "required": false,
            "require_approval": false, "trigger_new_version": false, "active": true, "updated_by_id": null,
            "internal_type": null, "expose_in_job_board_api": false, "placeholder": null, "description": null,
            "application_type": null, "api_only": false, "use_for_job_approvals": null,
            "use_for_offer_approvals": null, "template_token_string": null, "default_value": null,
        }),
        "custom_field_options" => json!({"external_id": null, "active": true}),
        _ => json!({}),
    };
    beside["created_at"] = json!(SINCE);
    beside["updated_at"] = json!(SINCE);
    beside
}

fn user(row: &Value) -> Value {
    let (first, last) =
        (row["first_name"].as_str().unwrap_or_default(), row["last_name"].as_str().unwrap_or_default());
    let mail = format!("{}.{}@larkmoor.example.com", first.to_lowercase(), last.to_lowercase());
    json!({
        "primary_email": mail, "emails": [mail], "name": format!("{first} {last}"), "agency_id": null,
        "deactivated": false, "linked_candidate_ids": [], "office_ids": [], "department_ids": [],
        "interviewer_tags": [], "custom_fields": {},
    })
}
