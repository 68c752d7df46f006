//! Users.

use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Optional, Required, Takes, check, sent},
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal};

const CREATE: Fields = &[
    ("first_name", Takes::Text, Required),
    ("last_name", Takes::Text, Required),
    // The sources disagree on its name, so that either is taken.
    ("primary_email", Takes::Text, Optional),
    ("email", Takes::Text, Optional),
    ("send_email_invite", Takes::Flag, Optional),
    ("job_title", Takes::Text, Optional),
    ("office_ids", Takes::Ids("offices"), Optional),
    ("department_ids", Takes::Ids("departments"), Optional),
];

/// `POST /v3/users`. No invitation is sent.
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, CREATE)?;
    let mail = match (sent(body, "primary_email").as_str(), sent(body, "email").as_str()) {
        (Some(mail), None) | (None, Some(mail)) => mail.trim().to_owned(),
        (Some(_), Some(_)) => return Err(Refusal::unprocessable("Pass either primary_email or email.")),
        (None, None) => return Err(Refusal::field("primary_email", "is missing")),
    };
    if !mail.contains('@') {
        return Err(Refusal::field("primary_email", "is invalid"));
    }
    let same =
        |user: &Value| user["primary_email"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(&mail));
    if rows::table(write.documents, "users").any(|(_, user)| same(user)) {
        return Err(Refusal::field("primary_email", "has already been taken"));
    }
    let (first, last) = (sent(body, "first_name"), sent(body, "last_name"));
    let name = [first, last].map(|name| name.as_str().unwrap_or_default()).join(" ");
    let ids = |key: &str| if sent(body, key).is_null() { json!([]) } else { sent(body, key).clone() };
    let row = json!({
        "first_name": first, "last_name": last, "name": name, "primary_email": mail, "emails": [mail],
        "job_title": sent(body, "job_title"), "deactivated": false, "site_admin": false,
        "linked_candidate_ids": [], "office_ids": ids("office_ids"), "department_ids": ids("department_ids"),
        "interviewer_tags": [], "custom_fields": {},
    });
    Ok(Done::Made("users", write.add("users", row)))
}

/// `POST /v3/users/{id}/deactivate`
pub fn deactivate(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    turn(write, id, body, true)
}

/// `POST /v3/users/{id}/activate`
pub fn activate(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    turn(write, id, body, false)
}

fn turn(write: &mut Write, id: u64, body: &Map<String, Value>, is_off: bool) -> Result<Done, Refusal> {
    write.row("users", id)?;
    check(write.documents, body, &[])?;
    write.set("users", id, [("deactivated", json!(is_off))]);
    write.touch("users", id);
    Ok(Done::Nothing)
}
