//! Fields of the customer's own.

use serde_json::{Map, Value, json};

use super::{
    Done, Write,
    body::{Fields, Optional, Required, Takes, check, entries, sent},
    custom_field_options,
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal};

const KINDS: &[&str] = &[
    "job",
    "opening",
    "offer",
    "candidate",
    "referral_question",
    "application",
    "rejection_question",
    "agency_question",
    "user_attribute",
];

const VALUES: &[&str] = &[
    "short_text",
    "long_text",
    "yes_no",
    "single_select",
    "multi_select",
    "currency",
    "number",
    "date",
    "url",
    "currency_range",
    "number_range",
    "user",
];

const CREATE: Fields = &[
    ("name", Takes::Text, Required),
    ("field_type", Takes::Word(KINDS), Required),
    ("value_type", Takes::Word(VALUES), Required),
    ("private", Takes::Flag, Optional),
    ("generate_email_token", Takes::Flag, Optional),
    ("description", Takes::Text, Optional),
    ("custom_field_options", Takes::List, Optional),
];

const CHANGE: Fields = &[
    ("name", Takes::Text, Optional),
    ("private", Takes::Flag, Optional),
    ("description", Takes::Text, Optional),
    ("required", Takes::Flag, Optional),
    ("require_approval", Takes::Flag, Optional),
    ("trigger_new_version", Takes::Flag, Optional),
    ("expose_in_job_board_api", Takes::Flag, Optional),
    ("api_only", Takes::Flag, Optional),
];

/// `POST /v3/custom_fields`
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, CREATE)?;
    let options = sent(body, "custom_field_options");
    let takes_options =
        ["single_select", "multi_select"].iter().any(|kind| *sent(body, "value_type") == **kind);
    if !takes_options && entries(options).next().is_some() {
        return Err(Refusal::field("custom_field_options", "are for fields with choices only"));
    }
    for option in entries(options) {
        custom_field_options::check_beside_field(write.documents, option)?;
    }
    let name = sent(body, "name").as_str().unwrap_or_default().trim();
    let key = key(name);
    let same = |field: &Value| field["field_type"] == *sent(body, "field_type") && field["name_key"] == *key;
    if key.is_empty() || rows::table(write.documents, "custom_fields").any(|(_, field)| same(field)) {
        let why = if key.is_empty() { "can't be blank" } else { "has already been taken" };
        return Err(Refusal::field("name", why));
    }
    let token =
        (*sent(body, "generate_email_token") == true).then(|| format!("{{{{{}}}}}", key.to_uppercase()));
    let order = rows::table(write.documents, "custom_fields").count();
    let row = json!({
        "name": name, "name_key": key, "field_type": sent(body, "field_type"),
        "value_type": sent(body, "value_type"), "private": sent(body, "private") == true,
        "description": sent(body, "description"), "sort_order": order, "required": false,
        "require_approval": false, "trigger_new_version": false, "active": true,
        "expose_in_job_board_api": false, "api_only": false, "template_token_string": token,
        "updated_by_id": write.user,
    });
    let id = write.add("custom_fields", row);
    for (order, option) in entries(options).enumerate() {
        custom_field_options::add(write, id, option, order);
    }
    Ok(Done::Made("custom_fields", id))
}

/// `PATCH /v3/custom_fields/{id}`
pub fn change(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    write.row("custom_fields", id)?;
    check(write.documents, body, CHANGE)?;
    if body.get("name").is_some_and(|name| name.as_str().is_none_or(|name| name.trim().is_empty())) {
        return Err(Refusal::field("name", "can't be blank"));
    }
    for (key, ..) in CHANGE {
        if let Some(value) = body.get(*key) {
            write.set("custom_fields", id, [(key, value.clone())]);
        }
    }
    let user = write.user;
    write.set("custom_fields", id, [("updated_by_id", json!(user))]);
    write.touch("custom_fields", id);
    Ok(Done::Changed("custom_fields", id))
}

/// The key of a field with that name: `Notice period` is `notice_period`.
fn key(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}
