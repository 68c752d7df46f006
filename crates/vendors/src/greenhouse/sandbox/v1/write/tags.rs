//! Tags: the company's, and those of a person.

use serde_json::{Value, json};

use super::{existing, fields::Fields, touch};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal, Reply},
    },
    webhooks::{About, announce},
};

/// `POST /v1/tags/candidate`: a name that is there in any casing answers 200 with the tag that has it.
pub fn create(call: &Call<'_>) -> Answer {
    let name = Fields(&call.body).only(&["name"])?.needed_text("name")?.trim();
    let now = call.time();
    Ok(call.world().change(|documents| match named(documents, name) {
        Some(tag) => Reply::ok(json!({"id": tag["id"], "name": tag["name"]})),
        None => {
            let id = add(documents, name, &now);
            Reply::created(json!({"id": id, "name": name}))
        }
    }))
}

/// The tag with a name, in any casing.
pub fn named<'a>(documents: &'a Value, name: &str) -> Option<&'a Value> {
    let same =
        |row: &&Value| row["name"].as_str().is_some_and(|known| known.to_lowercase() == name.to_lowercase());
    rows::table(documents, "candidate_tags").map(|(_, row)| row).find(same)
}

/// Makes a tag; gives its id.
pub fn add(documents: &mut Value, name: &str, now: &str) -> u64 {
    rows::add(documents, "candidate_tags", json!({"name": name, "created_at": now, "updated_at": now}))
}

/// `PUT /v1/candidates/{candidate_id}/tags/{tag_id}`; once more it changes nothing and is answered alike.
pub fn apply(call: &Call<'_>) -> Answer {
    both(call, |documents, candidate, tag, name, has| {
        if !has {
            put(documents, candidate, tag, name, &call.time());
            announce(documents, call.now, "update_candidate", About::Candidate(candidate));
        }
        Ok(format!("Tag {tag}, '{name}', has been applied to candidate {candidate}"))
    })
}

/// `DELETE /v1/candidates/{candidate_id}/tags/{tag_id}`: 404 where the person does not have it.
pub fn remove(call: &Call<'_>) -> Answer {
    both(call, |documents, candidate, tag, name, has| {
        if !has {
            return Err(Refusal::not_found());
        }
        take(documents, candidate, tag, name);
        touch(documents, "candidates", candidate, &call.time());
        announce(documents, call.now, "update_candidate", About::Candidate(candidate));
        Ok(format!("Tag {tag}, '{name}', has been removed from candidate {candidate}"))
    })
}

fn both(
    call: &Call<'_>,
    act: impl FnOnce(&mut Value, u64, u64, &str, bool) -> Result<String, Refusal>,
) -> Answer {
    Fields(&call.body).only(&[])?;
    let (candidate, tag) = (call.id(0)?, call.id(1)?);
    call.world().change(|documents| {
        let person = existing(documents, "candidates", candidate)?;
        let name =
            existing(documents, "candidate_tags", tag)?["name"].as_str().unwrap_or_default().to_owned();
        let has = person["tags"].as_array().into_iter().flatten().any(|known| known == name.as_str());
        let message = act(documents, candidate, tag, &name, has)?;
        Ok(Reply::ok(json!({"message": message})))
    })
}

/// Tags a person: on the person as v1 and v3 show it, and as a row of v3's own list.
pub fn put(documents: &mut Value, candidate: u64, tag: u64, name: &str, now: &str) {
    let applied = json!({
        "created_at": now, "updated_at": now, "candidate_tag_id": tag, "candidate_id": candidate,
    });
    rows::add(documents, "applied_candidate_tags", applied);
    if let Some(person) = rows::find_mut(documents, "candidates", candidate)
        && let Some(tags) = person.get_mut("tags").and_then(Value::as_array_mut)
    {
        tags.push(json!(name));
    }
    touch(documents, "candidates", candidate, now);
}

/// Takes a person's tag away.
pub fn take(documents: &mut Value, candidate: u64, tag: u64, name: &str) {
    if let Some(person) = rows::find_mut(documents, "candidates", candidate)
        && let Some(tags) = person.get_mut("tags").and_then(Value::as_array_mut)
    {
        tags.retain(|known| known != name);
    }
    if let Some(applied) = documents["rows"]["applied_candidate_tags"].as_object_mut() {
        applied.retain(|_, row| row["candidate_id"] != candidate || row["candidate_tag_id"] != tag);
    }
}
