//! Adding a user.

use serde_json::{Value, json};

use super::{custom, fields::Fields, refers, shown};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal, Reply},
        render,
    },
};

const FIELDS: [&str; 10] = [
    "first_name",
    "last_name",
    "email",
    "send_email_invite",
    "employee_id",
    "office_ids",
    "external_office_ids",
    "department_ids",
    "external_department_ids",
    "custom_fields",
];

/// `POST /v1/users`. An address that a user has already is refused. No invitation is sent.
pub fn create(call: &Call<'_>) -> Answer {
    let (fields, now) = (Fields(&call.body).only(&FIELDS)?, call.time());
    let id = call.world().change(|documents| {
        let (first, last) = (fields.needed_text("first_name")?, fields.needed_text("last_name")?);
        let email = fields.needed_text("email")?;
        fields.flag("send_email_invite")?;
        if !email.contains('@') {
            return Err(Refusal::invalid("email", "Must be an e-mail address"));
        }
        if taken(documents, email) {
            return Err(Refusal::invalid("email", "Has already been taken"));
        }
        let mut offices = fields.ids("office_ids")?.unwrap_or_default();
        offices.extend(external(documents, "offices", fields, "external_office_ids")?);
        let mut departments = fields.ids("department_ids")?.unwrap_or_default();
        departments.extend(external(documents, "departments", fields, "external_department_ids")?);
        for office in &offices {
            refers(documents, "offices", "office_ids", Some(*office))?;
        }
        for department in &departments {
            refers(documents, "departments", "department_ids", Some(*department))?;
        }
        let sent = fields.objects("custom_fields")?;
        let values = custom::merged(documents, "user_attribute", &Value::Null, sent)?;
        let row = json!({
            "created_at": now, "updated_at": now, "first_name": first, "last_name": last, "primary_email": email,
            "job_title": null, "agency_id": null, "name": format!("{first} {last}"), "deactivated": false,
            "site_admin": false, "employee_id": fields.text("employee_id")?, "linked_candidate_ids": [],
            "office_ids": offices, "department_ids": departments, "interviewer_tags": [], "emails": [email],
            "custom_fields": values,
        });
        Ok(rows::add(documents, "users", row))
    })?;
    shown(call, "users", id, render::user).map(|reply| Reply::created(reply.body))
}

fn taken(documents: &Value, email: &str) -> bool {
    let is = |known: &Value| known.as_str().is_some_and(|known| known.eq_ignore_ascii_case(email));
    let has =
        |row: &Value| is(&row["primary_email"]) || row["emails"].as_array().into_iter().flatten().any(is);
    rows::table(documents, "users").any(|(_, row)| has(row))
}

/// The offices or departments that are named by the ids which they have elsewhere.
fn external(documents: &Value, table: &str, fields: Fields<'_>, field: &str) -> Result<Vec<u64>, Refusal> {
    let named = |wanted: &Value| {
        let found = rows::table(documents, table).find(|(_, row)| row["external_id"] == *wanted);
        found.map(|(id, _)| id).ok_or_else(|| Refusal::invalid(field, "Does not exist"))
    };
    fields.list(field)?.into_iter().flatten().map(named).collect()
}
