//! `GET jobs/{id}/timeline`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::{Value, json};

use crate::intellihr::sandbox::{
    call::Call,
    documents::{array, entry, record, text},
    envelope,
    errors::Answer,
};

/// The groups of a job's changes that name an entry of a list: the vendor's key, the job's field, the list.
const GROUPS: [(&str, &str, &str); 7] = [
    ("businessUnits", "businessUnit", "business-units"),
    ("businessEntities", "businessEntity", "business-entities"),
    ("locations", "location", "locations"),
    ("positionTitles", "positionTitle", "position-titles"),
    ("payGrades", "payGrade", "pay-grades"),
    ("workClasses", "workClass", "work-classes"),
    ("workTypes", "workType", "work-types"),
];

/// A job's changes, the latest first, its start last.
pub async fn show(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    world.read(|documents| {
        let job = record(documents, "jobs", &id)?;
        let mut standing = job.clone();
        let mut events = vec![event(documents, &job["companyStartDate"], &Value::Null, job)];
        events[0]["isStartOfJob"] = true.into();
        events[0]["isFirstChange"] = true.into();
        for change in array(&job["changes"]) {
            events.push(event(documents, &change["effectiveFrom"], &standing, &change["set"]));
            for (name, value) in change["set"].as_object().into_iter().flatten() {
                standing[name] = value.clone();
            }
        }
        if !job["companyEndDate"].is_null() {
            let mut end = event(documents, &job["companyEndDate"], &Value::Null, &Value::Null);
            end["isEndOfJob"] = true.into();
            end["turnoverType"] = job["turnoverType"].clone();
            end["turnoverReason"] = job["turnoverReason"].clone();
            events.push(end);
        }
        events.sort_by(|one, other| text(&other["groupTime"]).cmp(text(&one["groupTime"])));
        envelope::one(&call, events.into())
    })
}

fn event(documents: &Value, time: &Value, before: &Value, after: &Value) -> Value {
    let mut event = json!({
        "groupTime": time,
        "isFirstChange": false,
        "isStartOfJob": false,
        "isEndOfProbation": false,
        "isEndOfJob": false,
        "comments": null,
        "turnoverType": null,
        "turnoverReason": null,
        "ftes": if after["fte"].is_null() { json!([]) } else { json!([before["fte"], after["fte"]]) },
    });
    for (key, field, list) in GROUPS {
        let name = |id: &Value| {
            entry(documents, list, text(id))
                .map_or(Value::Null, |found| json!({"id": found["id"], "name": found["name"]}))
        };
        let changed = !after[field].is_null();
        event[key] = if changed { json!([name(&before[field]), name(&after[field])]) } else { json!([]) };
    }
    event
}
