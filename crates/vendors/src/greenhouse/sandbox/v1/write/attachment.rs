//! Adding a file to a person or an application.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{existing, fields::Fields, shown, touch};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal, Reply},
        render,
    },
};

const FIELDS: [&str; 6] = ["filename", "type", "content", "url", "content_type", "visibility"];

/// `POST /v1/candidates/{id}/attachments`. v3 has files on applications only, so that it goes to the newest one.
pub fn to_candidate(call: &Call<'_>) -> Answer {
    let id = call.id(0)?;
    add(call, "candidates", &["resume", "cover_letter", "admin_only"], |documents| {
        let of = |row: &Value| row["candidate_id"] == id;
        let newest = rows::table(documents, "applications").rev().find(|(_, row)| of(row));
        (newest.map(|(application, _)| application), id)
    })
}

/// `POST /v1/applications/{id}/attachments`
pub fn to_application(call: &Call<'_>) -> Answer {
    let id = call.id(0)?;
    let kinds = ["resume", "cover_letter", "other", "take_home_test", "offer_letter", "signed_offer_letter"];
    add(call, "applications", &kinds, |documents| {
        let candidate =
            rows::find(documents, "applications", id).and_then(|row| row["candidate_id"].as_u64());
        (Some(id), candidate.unwrap_or_default())
    })
}

fn add(
    call: &Call<'_>,
    table: &str,
    kinds: &[&str],
    whose: impl FnOnce(&Value) -> (Option<u64>, u64),
) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&FIELDS)?;
    let made = call.world().change(|documents| {
        existing(documents, table, id)?;
        let name = fields.needed_text("filename")?;
        let kind = fields.word("type", kinds)?.ok_or_else(|| Refusal::missing("type"))?;
        fields.word("visibility", &["admin_only", "private", "public"])?;
        if fields.has("url") {
            return Err(Refusal::unbuilt("A file that is fetched from an address"));
        }
        let content = fields.needed_text("content")?;
        let content_type = fields.needed_text("content_type")?;
        if STANDARD.decode(content).is_err() {
            return Err(Refusal::invalid("content", "Must be base64"));
        }
        let (application, candidate) = whose(documents);
        let row = json!({
            "created_at": now, "updated_at": now, "application_id": application, "candidate_id": candidate,
            "type": kind, "filename": name, "url": null,
        });
        let made = rows::add(documents, "attachments", row);
        documents["files"][made.to_string()] = json!({"base64": content, "content_type": content_type});
        touch(documents, table, id, &now);
        Ok(made)
    })?;
    shown(call, "attachments", made, render::attachment).map(|reply| Reply::created(reply.body))
}
