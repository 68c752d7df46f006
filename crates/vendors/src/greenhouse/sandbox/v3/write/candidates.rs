//! Candidates: made alone, with an application, or as prospects.

use serde_json::{Map, Value, json};

use super::{
    Done, Write, applications,
    body::{Fields, Optional, Required, Takes, check, sent},
    tags, values,
};
use crate::greenhouse::sandbox::{rows, v3::errors::Refusal, webhooks::About};

const CREATE: Fields = &[
    ("first_name", Takes::Text, Required),
    ("last_name", Takes::Text, Required),
    ("preferred_name", Takes::Text, Optional),
    ("company", Takes::Text, Optional),
    ("title", Takes::Text, Optional),
    ("is_private", Takes::Flag, Optional),
    ("can_email", Takes::Flag, Optional),
    ("phone_numbers", Takes::Contacts(&["home", "work", "mobile", "skype", "other"]), Optional),
    ("addresses", Takes::Contacts(&["home", "work", "other"]), Optional),
    ("email_addresses", Takes::Contacts(&["personal", "work", "other"]), Optional),
    ("website_addresses", Takes::Contacts(&["personal", "company", "portfolio", "blog", "other"]), Optional),
    ("social_media_addresses", Takes::Contacts(&[]), Optional),
    ("tags", Takes::Texts, Optional),
    ("linked_user_ids", Takes::Ids("users"), Optional),
    ("custom_fields", Takes::List, Optional),
    ("application", Takes::Object, Optional),
];

/// What is kept of a candidate under the name under which it is sent.
const KEPT: [&str; 12] = [
    "first_name",
    "last_name",
    "preferred_name",
    "company",
    "title",
    "can_email",
    "phone_numbers",
    "addresses",
    "email_addresses",
    "website_addresses",
    "social_media_addresses",
    "linked_user_ids",
];

/// `POST /v3/candidates`
pub fn create(write: &mut Write, _: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    check(write.documents, body, CREATE)?;
    let custom_fields = values::set(write.documents, "candidate", sent(body, "custom_fields"))?;
    let tags = tags::named(write.documents, sent(body, "tags"))?;
    let application = sent(body, "application").as_object();
    if let Some(application) = application {
        applications::check_beside_candidate(write.documents, application)?;
    }
    let mut row = json!({
        "can_email": true, "private": false, "phone_numbers": [], "addresses": [], "email_addresses": [],
        "website_addresses": [], "social_media_addresses": [], "linked_user_ids": [], "tags": [],
        "custom_fields": custom_fields, "last_activity_at": write.time(),
    });
    for (key, value) in kept(body) {
        row[key] = value;
    }
    let id = write.add("candidates", row);
    tags::replace(write, id, &tags);
    let application = application.map(|application| applications::make(write, id, application));
    if write.lag("candidates", id) {
        if let Some(application) = application {
            write.lag("applications", application);
        }
        return Ok(Done::Told(json!({"message": "The candidate is being created."})));
    }
    let row =
        |table: &str, id: Option<u64>| id.and_then(|id| rows::find(write.documents, table, id)).map(public);
    Ok(Done::Told(
        json!({"candidate": row("candidates", Some(id)), "application": row("applications", application)}),
    ))
}

/// `PATCH /v3/candidates/{id}`: the values of the customer's own fields take the place of those before.
pub fn change(write: &mut Write, id: u64, body: &Map<String, Value>) -> Result<Done, Refusal> {
    write.row("candidates", id)?;
    let mut whole = body.clone();
    // Nothing has to be there in a change, and no application is made along with one.
    for name in ["first_name", "last_name"] {
        whole.entry(name).or_insert_with(|| json!("unchanged"));
    }
    if body.contains_key("application") {
        let why = "object property is a disallowed additional property";
        return Err(Refusal::field("application", why));
    }
    check(write.documents, &whole, CREATE)?;
    let custom_fields = body.get("custom_fields").map(|sent| values::set(write.documents, "candidate", sent));
    let custom_fields = custom_fields.transpose()?;
    let tags = body.get("tags").map(|sent| tags::named(write.documents, sent)).transpose()?;
    for (key, value) in kept(body) {
        write.set("candidates", id, [(key, value)]);
    }
    if let Some(custom_fields) = custom_fields {
        write.set("candidates", id, [("custom_fields", custom_fields)]);
    }
    if let Some(tags) = tags {
        tags::replace(write, id, &tags);
    }
    write.acted_on_candidate(id);
    write.announce("update_candidate", About::Candidate(id));
    Ok(Done::Changed("candidates", id))
}

fn kept(body: &Map<String, Value>) -> impl Iterator<Item = (&str, Value)> {
    let same = KEPT.into_iter().filter_map(|key| Some((key, body.get(key)?.clone())));
    // It is written under another name than it is read.
    let private =
        body.get("is_private").filter(|value| value.is_boolean()).map(|value| ("private", value.clone()));
    let lists = |(key, value): (&'static str, Value)| {
        let is_list = key.ends_with("addresses") || key.ends_with("numbers") || key.ends_with("_ids");
        (key, if value.is_null() && is_list { json!([]) } else { value })
    };
    same.map(lists).chain(private)
}

/// A row without what is hidden.
fn public(row: &Value) -> Value {
    let keys = row.as_object().into_iter().flatten().filter(|(key, _)| !key.starts_with('_'));
    keys.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>().into()
}
