//! Changing an application.

use serde_json::{Map, Value, json};

use super::{custom, existing, fields::Fields, refers, shown, touch};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal},
        render,
    },
    webhooks::{About, announce},
};

const FIELDS: [&str; 8] = [
    "source_id",
    "referrer",
    "recruiter_id",
    "coordinator_id",
    "custom_fields",
    "prospect_pool_id",
    "prospect_stage_id",
    "rejection_details",
];

/// `PATCH /v1/applications/{id}`. Of the custom fields only those change that are named.
pub fn update(call: &Call<'_>) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&FIELDS)?;
    for unbuilt in ["prospect_pool_id", "prospect_stage_id", "rejection_details"] {
        if fields.has(unbuilt) {
            return Err(Refusal::unbuilt(unbuilt));
        }
    }
    call.world().change(|documents| {
        let row = existing(documents, "applications", id)?;
        let mut values = Map::new();
        for (field, table) in
            [("source_id", "sources"), ("recruiter_id", "users"), ("coordinator_id", "users")]
        {
            if fields.has(field) {
                let to = fields.id(field)?;
                refers(documents, table, field, to)?;
                values.insert(field.into(), json!(to));
            }
        }
        if fields.has("referrer") {
            values.insert("referrer_id".into(), json!(referrer(documents, fields)?));
        }
        let sent = fields.objects("custom_fields")?;
        let merged = custom::merged(documents, "application", &row["custom_fields"], sent)?;
        values.insert("custom_fields".into(), merged);
        if let Some(row) = rows::find_mut(documents, "applications", id) {
            row.extend(values);
        }
        touch(documents, "applications", id, &now);
        announce(documents, call.now, "application_updated", About::Application(id));
        Ok(())
    })?;
    shown(call, "applications", id, render::application)
}

/// Who referred somebody: `{type: id | email | outside, value}`, of which somebody from outside is not kept.
///
/// # Errors
/// 422 for another form, or a user who is not there.
pub fn referrer(documents: &Value, fields: Fields<'_>) -> Result<Option<u64>, Refusal> {
    let Some(told) = fields.value("referrer") else { return Ok(None) };
    let told =
        told.as_object().map(Fields).ok_or_else(|| Refusal::invalid("referrer", "Must be an object"))?;
    let told = told.only(&["type", "value"])?;
    let missing = || Refusal::invalid("referrer", "Does not exist");
    match told.word("type", &["id", "email", "outside"])? {
        Some("id") => {
            let id = told.id("value")?;
            refers(documents, "users", "referrer", id)?;
            Ok(id)
        }
        Some("email") => {
            let mail = told.needed_text("value")?;
            let mut users = rows::table(documents, "users");
            let has = |row: &Value| row["emails"].as_array().into_iter().flatten().any(|known| known == mail);
            Ok(Some(users.find(|(_, row)| has(row)).ok_or_else(missing)?.0))
        }
        Some(_) => Err(Refusal::unbuilt("A referrer of the type outside")),
        None => Err(Refusal::missing("type")),
    }
}
