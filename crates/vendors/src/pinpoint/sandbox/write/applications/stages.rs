//! Where an application stands.

use serde_json::{Map, Value};

use super::create::foreign_stage;
use crate::pinpoint::sandbox::{
    errors::Refusal,
    webhooks::announce,
    write::{Write, links, payload::Sent},
};

/// The stage that an application is to stand in, where one is sent.
///
/// # Errors
/// 422 where it is not one of the job's own.
pub fn wanted<'s>(documents: &Value, sent: &'s Sent, job: &str) -> Result<Option<&'s str>, Refusal> {
    let Some((_, stage)) = links::one(documents, "data", sent, "stage", &["stages"])? else {
        return Ok(None);
    };
    let of = &documents["resources"]["stages"][stage]["rels"]["stageable"];
    if of["type"] == "jobs" && of["id"] == job { Ok(Some(stage)) } else { Err(foreign_stage()) }
}

/// The stage that a new application stands in: the one that is sent, or the first that the job has for those who
/// applied.
///
/// # Errors
/// As [`wanted`], and where the job has no stage.
pub fn first(documents: &Value, sent: &Sent, job: &str) -> Result<String, Refusal> {
    if let Some(stage) = wanted(documents, sent, job)? {
        return Ok(stage.to_owned());
    }
    let of_job = |stage: &Value| {
        let of = &stage["rels"]["stageable"];
        stage["attributes"]["basic_type"] == "applied" && of["type"] == "jobs" && of["id"] == job
    };
    let all = documents["resources"]["stages"].as_object().into_iter().flatten();
    let first = all.filter(|(_, stage)| of_job(stage)).min_by_key(|(_, stage)| position(stage));
    first.map(|(id, _)| id.clone()).ok_or_else(foreign_stage)
}

/// Puts an application into a stage. What is said of its being hired or rejected follows from the stage's meaning.
pub fn stand(write: &mut Write, id: &str, stage: &str) {
    let meaning = write.record("stages", stage)["attributes"]["basic_type"].clone();
    let (time, place) = (write.time(), position(write.record("stages", stage)));
    let kept = &write.record("applications", id)["attributes"];
    let told = |name: &str, now: bool| {
        let value = match now {
            true if kept[name].is_null() => time.clone(),
            true => kept[name].clone(),
            false => Value::Null,
        };
        (name.to_owned(), value)
    };
    let mut set: Map<_, _> =
        [told("hired_at", meaning == "hired"), told("rejected_at", meaning == "rejected")]
            .into_iter()
            .collect();
    set.insert("stage_changed_at".into(), time.clone());
    let furthest = write.record("applications", id)["rels"]["furthest_stage"].as_str().unwrap_or_default();
    let is_further = meaning != "rejected" && position(write.record("stages", furthest)) < place;
    write.set("applications", id, set);
    write.relate("applications", id, "stage", Some(stage));
    if is_further {
        write.relate("applications", id, "furthest_stage", Some(stage));
    }
    if meaning == "hired" {
        tell(write, id, &["application_hired"]);
    }
}

/// Says that it was moved. Which of the two the vendor says when is not known.
pub fn announce_move(write: &mut Write, id: &str) {
    tell(write, id, &["application_moved", "application_stage_changed"]);
}

fn tell(write: &mut Write, id: &str, events: &[&str]) {
    let job = write.record("applications", id)["rels"]["job"].as_str().unwrap_or_default().to_owned();
    for event in events {
        announce(write.documents, write.now, event, &[("application", id), ("job", &job)]);
    }
}

fn position(stage: &Value) -> i64 {
    stage["attributes"]["position"].as_i64().unwrap_or_default()
}
