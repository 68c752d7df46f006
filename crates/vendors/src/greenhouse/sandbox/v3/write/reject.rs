//! `POST /v3/applications/{id}/reject` and `/unreject`

use serde_json::{Map, Value, json};

use super::{
    Done, Write, applications,
    body::{Fields, Optional, Required, Takes, check, sent},
    notes,
};
use crate::greenhouse::sandbox::{v3::errors::Refusal, webhooks::About};

const FIELDS: Fields = &[
    ("rejection_reason_id", Takes::Id("rejection_reasons"), Required),
    ("notes", Takes::Text, Optional),
    ("rejection_email", Takes::Object, Optional),
];

const EMAIL: Fields = &[
    ("email_template_id", Takes::Number, Required),
    ("send_email_at", Takes::Moment, Optional),
    ("email_from_user_id", Takes::Id("users"), Optional),
];

/// Rejects an application. Nobody is written to: a sandbox sends no mail.
pub fn reject(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    let candidate = write.row("applications", id)?["candidate_id"].clone();
    check(write.documents, body, FIELDS)?;
    if let Some(email) = sent(body, "rejection_email").as_object() {
        check(write.documents, email, EMAIL)?;
    }
    applications::insist(write, id, "in_process")?;
    let (time, user) = (write.time(), write.user);
    let note = sent(body, "notes").as_str().map(|text| {
        let about = notes::About { candidate, application: json!(id), user: json!(user) };
        notes::add(write, about, text, "NOTE", "privately_visible")
    });
    write.add(
        "rejection_details",
        json!({
            "application_id": id, "rejected_by_id": user, "rejection_note_id": note, "rejected_at": time,
            "rejection_reason_id": sent(body, "rejection_reason_id"), "question_custom_fields": {},
        }),
    );
    write.set("applications", id, [("status", json!("rejected")), ("rejected_at", time)]);
    write.acted_on(id);
    write.announce("reject_candidate", About::Application(id));
    Ok(Done::Nothing)
}

/// Takes a rejection back.
pub fn unreject(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    write.row("applications", id)?;
    check(write.documents, body, &[])?;
    applications::insist(write, id, "rejected")?;
    while let Some(detail) = applications::beside(write.documents, "rejection_details", id) {
        write.remove("rejection_details", detail);
    }
    write.set("applications", id, [("status", json!("in_process")), ("rejected_at", Value::Null)]);
    write.acted_on(id);
    write.announce("unreject_candidate", About::Application(id));
    Ok(Done::Nothing)
}
