//! Adding people and changing them.

use serde_json::{Value, json};

use super::{
    apply::{self, Wanted},
    existing,
    fields::Fields,
    note, person, shown, touch,
};
use crate::greenhouse::sandbox::{
    rows,
    v1::{
        call::Call,
        errors::{Answer, Refusal, Reply},
        render,
    },
    webhooks::{About, announce},
};

/// `POST /v1/candidates`, with at least one application.
pub fn create(call: &Call<'_>) -> Answer {
    let more = ["educations", "employments", "activity_feed_notes", "applications"];
    let fields = Fields(&call.body).only(&[&person::FIELDS[..], &more].concat())?;
    add(call, fields, |documents, now| {
        let sent = fields.objects("applications")?;
        if sent.is_empty() {
            return Err(Refusal::missing("applications"));
        }
        sent.into_iter().map(|one| apply::to_a_job(documents, one, now)).collect()
    })
}

/// `POST /v1/prospects`
pub fn create_prospect(call: &Call<'_>) -> Answer {
    let more = ["educations", "employments", "activity_feed_notes", "application"];
    let fields = Fields(&call.body).only(&[&person::FIELDS[..], &more].concat())?;
    add(call, fields, |documents, now| {
        let nothing = serde_json::Map::new();
        let told = fields.value("application");
        let told = told
            .map(|told| told.as_object().ok_or_else(|| Refusal::invalid("application", "Must be an object")));
        let told = Fields(told.transpose()?.unwrap_or(&nothing));
        Ok(vec![apply::as_a_prospect(documents, told, now)?])
    })
}

/// Adds a person with what they are considered for; nothing is added where any of it does not fit.
fn add(
    call: &Call<'_>,
    fields: Fields<'_>,
    wanted: impl FnOnce(&Value, &str) -> Result<Vec<Wanted>, Refusal>,
) -> Answer {
    let now = call.time();
    let id = call.world().change(|documents| {
        for needed in ["first_name", "last_name"] {
            fields.needed_text(needed)?;
        }
        let wanted = wanted(documents, &now)?;
        let notes = notes(fields)?;
        let tags = person::tag_names(fields)?.unwrap_or_default();
        let mut row = json!({
            "created_at": now, "updated_at": now, "preferred_name": null, "company": null, "title": null,
            "last_activity_at": now, "private": false, "can_email": true, "time_zone": null, "tags": [],
            "linked_user_ids": [], "phone_numbers": [], "addresses": [], "email_addresses": [],
            "website_addresses": [], "social_media_addresses": [],
            "_educations": past(fields, "educations", &["school_name_id", "school_name", "degree_id", "degree", "discipline_id", "discipline", "start_date", "end_date"])?,
            "_employments": past(fields, "employments", &["company_name", "title", "start_date", "end_date"])?,
        });
        for (key, value) in person::values(documents, fields, &Value::Null)? {
            row[key] = value;
        }
        let id = rows::add(documents, "candidates", row);
        person::retag(documents, id, &tags, &now);
        for (user, body, visibility) in notes {
            note::add(documents, id, user, body, visibility, &now);
        }
        for one in wanted {
            one.make(documents, id, call.user, call.now);
        }
        Ok(id)
    })?;
    shown(call, "candidates", id, render::candidate).map(|reply| Reply::created(reply.body))
}

/// Schools or employers, each with the number that the vendor gives it.
fn past(fields: Fields<'_>, field: &str, known: &[&str]) -> Result<Value, Refusal> {
    let one = |(place, one): (usize, Fields<'_>)| {
        let mut shown = Value::Object(one.only(known)?.0.clone());
        shown["id"] = json!(place + 1);
        Ok(shown)
    };
    fields.objects(field)?.into_iter().enumerate().map(one).collect()
}

fn notes<'a>(fields: Fields<'a>) -> Result<Vec<(u64, &'a str, &'a str)>, Refusal> {
    let one = |one: Fields<'a>| {
        let one = one.only(&["user_id", "message", "body", "visibility"])?;
        let body = if one.has("body") { "body" } else { "message" };
        let visibility = one.word("visibility", &["admin_only", "private", "public"])?;
        Ok((one.needed_id("user_id")?, one.needed_text(body)?, visibility.unwrap_or("public")))
    };
    fields.objects("activity_feed_notes")?.into_iter().map(one).collect()
}

/// `PATCH /v1/candidates/{id}`. A list that is sent takes the place of the one that was there; of the custom fields
/// only those change that are named.
pub fn update(call: &Call<'_>) -> Answer {
    let (id, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body).only(&person::FIELDS)?;
    call.world().change(|documents| {
        let before = existing(documents, "candidates", id)?;
        let (values, tags) = (person::values(documents, fields, before)?, person::tag_names(fields)?);
        if let Some(row) = rows::find_mut(documents, "candidates", id) {
            row.extend(values);
        }
        if let Some(tags) = tags {
            person::retag(documents, id, &tags, &now);
        }
        touch(documents, "candidates", id, &now);
        announce(documents, call.now, "update_candidate", About::Candidate(id));
        Ok(())
    })?;
    shown(call, "candidates", id, render::candidate)
}

/// `POST /v1/candidates/{id}/applications`: to a job, or by `prospect` as `"true"` to none yet.
pub fn apply(call: &Call<'_>) -> Answer {
    let (candidate, now) = (call.id(0)?, call.time());
    let fields = Fields(&call.body);
    let is_prospect = fields.value("prospect").is_some_and(|told| told == "true" || told == true);
    let id = call.world().change(|documents| {
        existing(documents, "candidates", candidate)?;
        let wanted = if is_prospect {
            apply::as_a_prospect(documents, fields, &now)?
        } else {
            apply::to_a_job(documents, fields, &now)?
        };
        let id = wanted.make(documents, candidate, call.user, call.now);
        touch(documents, "candidates", candidate, &now);
        Ok(id)
    })?;
    shown(call, "applications", id, render::application).map(|reply| Reply::created(reply.body))
}
