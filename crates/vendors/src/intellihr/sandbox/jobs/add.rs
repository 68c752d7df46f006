//! `POST jobs`

use std::sync::Arc;

use axum::{Extension, extract::State};
use connect::World;
use serde_json::{Map, Value, json};

use super::{accept, fields, supervisor, view};
use crate::intellihr::sandbox::{
    call::Call,
    documents::{array, record, text},
    envelope,
    errors::{Answer, Refusal},
    ids,
    people::status,
    sent::Sent,
    shape,
};

/// Gives a person a job.
pub async fn add(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, &fields::of_new())?;
    dates(&sent)?;
    world.change(|documents| {
        let kept = accept::accept(documents, None, &sent)?;
        let person = text(&kept["person"]).to_owned();
        let id = ids::fresh(documents);
        let mut job = blank();
        kept.into_iter().for_each(|(name, value)| job[name] = value);
        if job["startDate"].is_null() {
            job["startDate"] = job["companyStartDate"].clone();
        }
        if job["companyEndDate"].is_null() {
            job["companyEndDate"] = job["endDate"].clone();
        }
        job["id"] = id.as_str().into();
        job["number"] = ids::count(documents, "job").into();
        job["createdAt"] = call.moment().into();
        job["updatedAt"] = call.moment().into();
        job["isPrimaryJob"] = is_first(documents, &person, &call).into();
        supervisor::mark(documents, &job["supervisorPerson"]);
        let shown = view::show(documents, &call, &job);
        documents["jobs"][&id] = job;
        if let Some(jobs) = documents["people"][&person]["jobs"].as_array_mut() {
            jobs.push(id.into());
        }
        envelope::created(&call, shown)
    })
}

/// Moments of one form compare as texts only after they were brought to UTC.
fn dates(sent: &Map<String, Value>) -> Result<(), Refusal> {
    let at = |name: &str| sent.get(name).and_then(|value| super::super::moments::read(text(value)));
    let start = at("companyStartDate");
    let before = |name: &str| at(name).zip(start).is_some_and(|(moment, start)| moment < start);
    let wrong: Vec<String> = ["companyEndDate", "startDate", "endDate"]
        .into_iter()
        .filter(|name| before(name))
        .map(|name| format!("The {name} must not be before the companyStartDate."))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::bad(wrong)) }
}

fn is_first(documents: &Value, person: &str, call: &Call) -> bool {
    let Ok(person) = record(documents, "people", person) else { return true };
    array(&person["jobs"])
        .iter()
        .all(|job| status::of_job(&documents["jobs"][text(job)], call.now) == "Past Job")
}

fn blank() -> Value {
    json!({
        "companyEndDate": null,
        "startDate": null,
        "endDate": null,
        "location": null,
        "payGrade": null,
        "employmentCondition": null,
        "supervisorJob": null,
        "supervisorPerson": null,
        "fte": null,
        "remunerationSchedule": null,
        "recruitment": null,
        "customFields": {},
        "isEndDateConfirmed": false,
        "turnoverType": null,
        "turnoverReason": null,
        "changes": [],
    })
}
