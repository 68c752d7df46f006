//! Making custom fields and their options, and changing them.

use serde_json::{Map, Value, json};

use super::{existing, fields::Fields, refers, shown, touch};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal, Reply},
        reads::FIELD_TYPES,
        render,
    },
};

const FIELDS: [&str; 13] = [
    "name",
    "description",
    "field_type",
    "value_type",
    "private",
    "required",
    "require_approval",
    "trigger_new_version",
    "expose_in_job_board_api",
    "api_only",
    "office_ids",
    "department_ids",
    "custom_field_options",
];

/// What a field can hold.
const VALUE_TYPES: [&str; 12] = [
    "short_text",
    "long_text",
    "yes_no",
    "single_select",
    "multi_select",
    "currency",
    "currency_range",
    "number",
    "number_range",
    "date",
    "url",
    "user",
];

const FLAGS: [&str; 6] =
    ["private", "required", "require_approval", "trigger_new_version", "expose_in_job_board_api", "api_only"];

/// `POST /v1/custom_fields`. Its key is its name in small letters, with a number where another has it.
pub fn create(call: &Call<'_>) -> Answer {
    let fields = Fields(&call.body).only(&[&FIELDS[..], &["generate_email_token"]].concat())?;
    let now = call.time();
    let id = call.world().change(|documents| {
        let name = fields.needed_text("name")?;
        let kind = fields.word("field_type", &FIELD_TYPES)?.ok_or_else(|| Refusal::missing("field_type"))?;
        let holds = fields.word("value_type", &VALUE_TYPES)?.ok_or_else(|| Refusal::missing("value_type"))?;
        fields.flag("generate_email_token")?;
        let options = options(fields, "custom_field_options")?;
        if !options.is_empty() && !holds.ends_with("_select") {
            return Err(Refusal::invalid("custom_field_options", "Only fields with choices have options"));
        }
        let same =
            rows::table(documents, "custom_fields").filter(|(_, row)| row["field_type"] == kind).count();
        let mut row = json!({
            "created_at": now, "updated_at": now, "field_type": kind, "sort_order": same, "name": name,
            "value_type": holds, "private": false, "required": false, "require_approval": false,
            "trigger_new_version": false, "active": true, "updated_by_id": call.user, "internal_type": null,
            "expose_in_job_board_api": false, "placeholder": null, "name_key": key(documents, kind, name),
            "description": null, "application_type": null, "api_only": false, "use_for_job_approvals": null,
            "use_for_offer_approvals": null, "template_token_string": null, "default_value": null,
        });
        for (key, value) in values(documents, fields)? {
            row[key] = value;
        }
        let id = rows::add(documents, "custom_fields", row);
        for (name, order, external) in options {
            add_option(documents, id, name, order, external, &now);
        }
        Ok(id)
    })?;
    shown(call, "custom_fields", id, render::custom_field).map(|reply| Reply::created(reply.body))
}

/// `PATCH /v1/custom_fields/{id}`: what it belongs to and what it holds stay as they are.
pub fn update(call: &Call<'_>) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&[&FIELDS[..], &["template_token_string"]].concat())?;
    call.world().change(|documents| {
        let row = existing(documents, "custom_fields", id)?;
        for fixed in ["field_type", "value_type"] {
            if fields.text(fixed)?.is_some_and(|told| row[fixed] != told) {
                return Err(Refusal::invalid(fixed, "Can't be changed"));
            }
        }
        let mut values = values(documents, fields)?;
        for text in ["name", "template_token_string"] {
            if fields.has(text) {
                values.insert(text.into(), json!(fields.needed_text(text)?));
            }
        }
        values.insert("updated_by_id".into(), json!(call.user));
        let options = options(fields, "custom_field_options")?;
        if let Some(row) = rows::find_mut(documents, "custom_fields", id) {
            row.extend(values);
        }
        for (name, order, external) in options {
            add_option(documents, id, name, order, external, &now);
        }
        touch(documents, "custom_fields", id, &now);
        Ok(())
    })?;
    shown(call, "custom_fields", id, render::custom_field)
}

/// The values that a new field and a changed one take alike.
fn values(documents: &Value, fields: Fields<'_>) -> Result<Map<String, Value>, Refusal> {
    let mut values = Map::new();
    for flag in FLAGS {
        if let Some(yes) = fields.flag(flag)? {
            values.insert(flag.into(), json!(yes));
        }
    }
    if fields.has("description") {
        values.insert("description".into(), json!(fields.text("description")?));
    }
    for (field, key, table) in
        [("office_ids", "_office_ids", "offices"), ("department_ids", "_department_ids", "departments")]
    {
        if let Some(ids) = fields.ids(field)? {
            for id in &ids {
                refers(documents, table, field, Some(*id))?;
            }
            values.insert(key.into(), json!(ids));
        }
    }
    Ok(values)
}

fn key(documents: &Value, kind: &str, name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { '_' })
        .collect();
    let taken = |key: &str| {
        rows::table(documents, "custom_fields")
            .any(|(_, row)| row["field_type"] == kind && row["name_key"] == key)
    };
    let mut key = plain.clone();
    let mut number = 1;
    while taken(&key) {
        number += 1;
        key = format!("{plain}_{number}");
    }
    key
}

/// A new option: name, place and the id that it has elsewhere.
type NewOption<'a> = (&'a str, u64, Option<&'a str>);

fn options<'a>(fields: Fields<'a>, field: &str) -> Result<Vec<NewOption<'a>>, Refusal> {
    let one = |one: Fields<'a>| {
        let one = one.only(&["name", "priority", "external_id"])?;
        Ok((one.needed_text("name")?, one.needed_id("priority")?, one.text("external_id")?))
    };
    fields.objects(field)?.into_iter().map(one).collect()
}

/// Adds an option; a name that is there already is passed over.
fn add_option(documents: &mut Value, field: u64, name: &str, order: u64, external: Option<&str>, now: &str) {
    let has = |row: &Value| row["custom_field_id"] == field && row["name"] == name;
    if !rows::table(documents, "custom_field_options").any(|(_, row)| has(row)) {
        let row = json!({
            "created_at": now, "updated_at": now, "custom_field_id": field, "name": name, "external_id": external,
            "sort_order": order, "active": true,
        });
        rows::add(documents, "custom_field_options", row);
    }
}

/// `POST /v1/custom_field/{id}/custom_field_options`
pub fn create_options(call: &Call<'_>) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&["options"])?;
    call.world().change(|documents| {
        choosing(documents, id)?;
        let options = options(fields, "options")?;
        if options.is_empty() {
            return Err(Refusal::missing("options"));
        }
        for (name, order, external) in options {
            add_option(documents, id, name, order, external, &now);
        }
        Ok(Reply::created(json!({"success": true})))
    })
}

/// `PATCH /v1/custom_field/{id}/custom_field_options`
pub fn update_options(call: &Call<'_>) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&["options"])?;
    call.world().change(|documents| {
        choosing(documents, id)?;
        let mut changes = vec![];
        for one in fields.objects("options")? {
            let one = one.only(&["id", "name", "priority", "external_id"])?;
            let option = one.needed_id("id")?;
            if existing(documents, "custom_field_options", option)?["custom_field_id"] != id {
                return Err(Refusal::not_found());
            }
            let mut values = Map::new();
            if one.has("name") {
                values.insert("name".into(), json!(one.needed_text("name")?));
            }
            if let Some(order) = one.id("priority")? {
                values.insert("sort_order".into(), json!(order));
            }
            if one.has("external_id") {
                values.insert("external_id".into(), json!(one.text("external_id")?));
            }
            changes.push((option, values));
        }
        if changes.is_empty() {
            return Err(Refusal::missing("options"));
        }
        for (option, values) in changes {
            if let Some(row) = rows::find_mut(documents, "custom_field_options", option) {
                row.extend(values);
            }
            touch(documents, "custom_field_options", option, &now);
        }
        Ok(Reply::ok(json!({"success": true})))
    })
}

/// Insists that the field is there and has choices.
fn choosing(documents: &Value, id: u64) -> Result<(), Refusal> {
    let holds = existing(documents, "custom_fields", id)?["value_type"].as_str().unwrap_or_default();
    let refused = || Refusal::invalid("options", "Only fields with choices have options");
    if holds.ends_with("_select") { Ok(()) } else { Err(refused()) }
}
