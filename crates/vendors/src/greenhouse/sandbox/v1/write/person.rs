//! What requests say of a person: the same fields whether they are added or changed.

use serde_json::{Map, Value, json};

use super::{custom, fields::Fields, refers, tags};
use crate::greenhouse::sandbox::{rows, v1::errors::Refusal};

/// The fields that both say.
pub const FIELDS: [&str; 14] = [
    "first_name",
    "last_name",
    "company",
    "title",
    "phone_numbers",
    "addresses",
    "email_addresses",
    "website_addresses",
    "social_media_addresses",
    "tags",
    "custom_fields",
    "recruiter",
    "coordinator",
    "is_private",
];

/// Which words stand beside each way to reach somebody.
const CONTACTS: [(&str, &[&str]); 4] = [
    ("phone_numbers", &["home", "work", "mobile", "skype", "other"]),
    ("addresses", &["home", "work", "other"]),
    ("email_addresses", &["personal", "work", "other"]),
    ("website_addresses", &["personal", "company", "portfolio", "blog", "other"]),
];

/// The values of a person's row that a request sets, without tags.
///
/// # Errors
/// 422 where a field does not fit.
pub fn values(documents: &Value, fields: Fields<'_>, before: &Value) -> Result<Map<String, Value>, Refusal> {
    let mut values = Map::new();
    for field in ["first_name", "last_name"] {
        if fields.has(field) {
            values.insert(field.into(), json!(fields.needed_text(field)?));
        }
    }
    for field in ["company", "title"] {
        if fields.has(field) {
            values.insert(field.into(), json!(fields.text(field)?));
        }
    }
    if let Some(private) = fields.flag("is_private")? {
        values.insert("private".into(), json!(private));
    }
    for (field, words) in CONTACTS {
        if fields.has(field) {
            values.insert(field.into(), contacts(fields, field, words)?);
        }
    }
    if fields.has("social_media_addresses") {
        let all = fields.objects("social_media_addresses")?.into_iter();
        let one = |one: Fields<'_>| Ok(json!({"value": one.only(&["value"])?.needed_text("value")?}));
        values.insert("social_media_addresses".into(), all.map(one).collect::<Result<_, Refusal>>()?);
    }
    for (field, key) in [("recruiter", "_recruiter_id"), ("coordinator", "_coordinator_id")] {
        if fields.has(field) {
            values.insert(key.into(), json!(user(documents, fields, field)?));
        }
    }
    let sent = fields.objects("custom_fields")?;
    let merged = custom::merged(documents, "candidate", &before["custom_fields"], sent)?;
    values.insert("custom_fields".into(), merged);
    Ok(values)
}

fn contacts(fields: Fields<'_>, field: &str, words: &[&str]) -> Result<Value, Refusal> {
    let one = |one: Fields<'_>| {
        let one = one.only(&["value", "type"])?;
        let value = one.needed_text("value")?;
        if field == "email_addresses" && !value.contains('@') {
            return Err(Refusal::invalid(field, "Must be an e-mail address"));
        }
        let word = one.word("type", words)?.ok_or_else(|| Refusal::missing("type"))?;
        Ok(json!({"value": value, "type": word}))
    };
    fields.objects(field)?.into_iter().map(one).collect()
}

/// A user by `{id}` or `{email}`.
fn user(documents: &Value, fields: Fields<'_>, field: &str) -> Result<Option<u64>, Refusal> {
    let Some(told) = fields.value(field) else { return Ok(None) };
    let told = told.as_object().map(Fields).ok_or_else(|| Refusal::invalid(field, "Must be an object"))?;
    let told = told.only(&["id", "email"])?;
    if let Some(mail) = told.text("email")? {
        let is = |known: &Value| known.as_str().is_some_and(|known| known.eq_ignore_ascii_case(mail));
        let mut users = rows::table(documents, "users");
        let found = users.find(|(_, row)| row["emails"].as_array().into_iter().flatten().any(is));
        return Ok(Some(found.ok_or_else(|| Refusal::invalid(field, "Does not exist"))?.0));
    }
    let id = told.id("id")?;
    refers(documents, "users", field, id)?;
    Ok(id)
}

/// The names of tags that a request lists.
///
/// # Errors
/// 422 where one is no text.
pub fn tag_names<'a>(fields: Fields<'a>) -> Result<Option<Vec<&'a str>>, Refusal> {
    let refused = || Refusal::invalid("tags", "Must be an array of strings");
    let names = |all: &'a Vec<Value>| all.iter().map(Value::as_str).collect::<Option<Vec<_>>>();
    fields.list("tags")?.map(|all| names(all).ok_or_else(refused)).transpose()
}

/// Gives a person these tags and no others. One that the company does not have yet is made.
pub fn retag(documents: &mut Value, candidate: u64, names: &[&str], now: &str) {
    let had = rows::find(documents, "candidates", candidate).map(|row| row["tags"].clone());
    let had: Vec<String> = had.and_then(|tags| serde_json::from_value(tags).ok()).unwrap_or_default();
    for gone in had.iter().filter(|had| !names.contains(&had.as_str())) {
        let id = tags::named(documents, gone).and_then(|tag| tag["id"].as_u64());
        tags::take(documents, candidate, id.unwrap_or_default(), gone);
    }
    for name in names.iter().filter(|name| !had.iter().any(|had| had == **name)) {
        let known = tags::named(documents, name).cloned();
        let id = known.as_ref().and_then(|tag| tag["id"].as_u64());
        let id = id.unwrap_or_else(|| tags::add(documents, name, now));
        let name = known.as_ref().and_then(|tag| tag["name"].as_str()).unwrap_or(name);
        tags::put(documents, candidate, id, name, now);
    }
}
