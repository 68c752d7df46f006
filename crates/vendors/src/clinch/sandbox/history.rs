//! What happened with a candidate.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    candidates,
    dispatch::Called,
    query::Query,
    refusal::Refusal,
    render::{Answer, document, next_id, one, resource, time},
};

const KINDS: [&str; 4] = ["note", "tag", "email", "export"];

/// `GET candidates/{id}/activities`
pub fn list(called: &Called, id: &str) -> Answer {
    let query = Query::read(&called.uri, &["filter[kind]"])?;
    called.world.read(|documents| {
        candidates::find(documents, id).ok_or_else(Refusal::not_found)?;
        let all = documents["activities"][id].as_array().into_iter().flatten();
        let rows: Vec<_> =
            all.filter(|one| query.get("filter[kind]").is_none_or(|kind| one["kind"] == kind)).collect();
        let show = |one: &&Value| resource("activity", one["id"].as_str().unwrap_or_default(), one);
        Ok(document(StatusCode::OK, &query.page(&rows, show)))
    })
}

/// `POST candidates/{id}/activities`
pub fn add(called: &Called, id: &str) -> Answer {
    let attributes = called.attributes(&["activity", "activities"])?;
    let problems = problems(&attributes);
    if !problems.is_empty() {
        return Err(Refusal::invalid(problems));
    }
    let now = time(called.world.clock.now());
    called.world.change(|documents| {
        let candidate = candidates::find(documents, id).ok_or_else(Refusal::not_found)?;
        if !candidate["anonymized_at"].is_null() {
            let detail = "An anonymized candidate has no history";
            return Err(Refusal::new(StatusCode::CONFLICT, "Conflict", detail));
        }
        let activity_id = next_id(documents, "act");
        let mut activity = attributes;
        activity["id"] = activity_id.as_str().into();
        activity["credential"] = called.credential.as_str().into();
        if activity["occurred_at"].is_null() {
            activity["occurred_at"] = now.as_str().into();
        }
        let candidate = &mut documents["candidates"][id];
        candidate["last_touch_at"] = now.as_str().into();
        candidate["updated_at"] = now.as_str().into();
        let shown = one(StatusCode::CREATED, "activity", &activity_id, &activity);
        match &mut documents["activities"][id] {
            Value::Array(all) => all.push(activity),
            none => *none = json!([activity]),
        }
        Ok(shown)
    })
}

fn problems(attributes: &Value) -> Vec<(String, String)> {
    let mut problems = vec![];
    let mut problem = |place: &str, sentence: &str| problems.push((place.to_owned(), sentence.to_owned()));
    if !attributes["kind"].as_str().is_some_and(|kind| KINDS.contains(&kind)) {
        problem("kind", "Kind is one of note, tag, email and export");
    }
    if attributes["body"].as_str().is_none_or(|body| body.trim().is_empty()) {
        problem("body", "Body can't be blank");
    }
    let at = &attributes["occurred_at"];
    if !at.is_null() && at.as_str().is_none_or(|at| at.parse::<Timestamp>().is_err()) {
        problem("occurred_at", "Occurred at is no time");
    }
    for (name, _) in attributes.as_object().into_iter().flatten() {
        if !["kind", "body", "occurred_at"].contains(&name.as_str()) {
            problem(name, "The attribute can't be written");
        }
    }
    problems
}
