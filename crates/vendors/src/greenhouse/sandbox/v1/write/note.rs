//! Adding a remark to a person's feed.

use serde_json::{Value, json};

use super::{existing, fields::Fields, refers, shown, touch};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal, Reply},
        render,
    },
};

/// Who may see a remark, as it is written, and as v3 reads it.
const VISIBILITIES: [(&str, &str); 3] =
    [("admin_only", "admin_only_visible"), ("private", "privately_visible"), ("public", "publicly_visible")];

/// `POST /v1/candidates/{id}/activity_feed/notes`
pub fn create(call: &Call<'_>) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&["user_id", "body", "visibility"])?;
    let made = call.world().change(|documents| {
        existing(documents, "candidates", id)?;
        let user = fields.needed_id("user_id")?;
        let body = fields.needed_text("body")?;
        let visibility = fields.word("visibility", &VISIBILITIES.map(|(word, _)| word))?;
        let visibility = visibility.ok_or_else(|| Refusal::missing("visibility"))?;
        refers(documents, "users", "user_id", Some(user))?;
        let made = add(documents, id, user, body, visibility, &now);
        touch(documents, "candidates", id, &now);
        Ok(made)
    })?;
    shown(call, "notes", made, render::note).map(|reply| Reply::created(reply.body))
}

/// Adds a remark on a person; gives its id.
pub fn add(documents: &mut Value, candidate: u64, user: u64, body: &str, visibility: &str, now: &str) -> u64 {
    let read = VISIBILITIES.iter().find(|(word, _)| *word == visibility).map(|(_, read)| *read);
    let row = json!({
        "created_at": now, "updated_at": now, "candidate_id": candidate, "application_id": null, "body": body,
        "subject": null, "type": "NOTE", "user_id": user, "email_from": null, "email_to": null, "email_cc": null,
        "import_hash": null, "body_with_tags": null, "visibility": read, "email_attachment_file_names": null,
    });
    rows::add(documents, "notes", row)
}
