//! A job as the vendor shows one.

use serde_json::{Value, json};

use super::{at::at, pay};
use crate::intellihr::sandbox::{
    call::Call,
    custom_fields,
    documents::{array, entry, text},
    lists::show::reference,
    people::{name, status},
};

/// A job. `job` is already as it is at the moment that is asked for.
pub fn show(documents: &Value, call: &Call, job: &Value) -> Value {
    let named =
        |field: &str, list: &str, fields: &[&str]| reference(documents, call, list, &job[field], fields);
    let word = |field: &str, list: &str| {
        entry(documents, list, text(&job[field])).map_or(Value::Null, |found| found["name"].clone())
    };
    let title = entry(documents, "position-titles", text(&job["positionTitle"])).unwrap_or(&Value::Null);
    let recruitment = &job["recruitment"];
    json!({
        "id": job["id"],
        "person": person(documents, call, &job["person"]),
        "recruitment": {
            "cost": recruitment["cost"],
            "currency": recruitment["currency"],
            "source": reference(documents, call, "recruitment-sources", &recruitment["source"], &["name"]),
        },
        "extendedLeave": null,
        "location": named("location", "locations", &["name", "address"]),
        "payGrade": named("payGrade", "pay-grades", &["name", "code"]),
        "businessUnit": named("businessUnit", "business-units", &["name"]),
        "businessEntity": named("businessEntity", "business-entities", &["name"]),
        "supervisorJob": supervisor_job(documents, call, &job["supervisorJob"]),
        "supervisorPerson": person(documents, call, &job["supervisorPerson"]),
        "employmentCondition": named("employmentCondition", "employment-conditions", &["name", "awardName"]),
        "remunerationSchedule": pay::show(documents, call, &job["remunerationSchedule"]),
        "name": title["name"],
        "positionTitle": {"id": title["id"], "name": title["name"], "code": title["code"]},
        "fte": job["fte"],
        "comments": [],
        "workClass": word("workClass", "work-classes"),
        "workType": word("workType", "work-types"),
        "isPrimaryJob": job["isPrimaryJob"],
        "jobStatus": status::of_job(job, call.now),
        "positionStartDate": job["startDate"],
        "companyStartDate": job["companyStartDate"],
        "companyEndDate": job["companyEndDate"],
        "isEndDateConfirmed": job["isEndDateConfirmed"] == true,
        "turnoverType": job["turnoverType"],
        "turnoverReason": job["turnoverReason"],
        "customFields": custom_fields::show(documents, "JOB", &job["customFields"]),
        "createdAt": job["createdAt"],
    })
}

fn person(documents: &Value, call: &Call, id: &Value) -> Value {
    let Some(person) = documents["people"].get(text(id)) else { return Value::Null };
    json!({
        "id": person["id"],
        "displayName": name::display(person),
        "employeeNumber": person["employeeNumber"],
        "autoIncrementIntellihrId": person["autoIncrementIntellihrId"],
        "link": call.link("people", text(id)),
    })
}

fn supervisor_job(documents: &Value, call: &Call, id: &Value) -> Value {
    let Some(job) = documents["jobs"].get(text(id)) else { return Value::Null };
    let job = at(job, call.now);
    let title = entry(documents, "position-titles", text(&job["positionTitle"])).unwrap_or(&Value::Null);
    json!({
        "id": job["id"],
        "jobStatus": status::of_job(&job, call.now),
        "name": title["name"],
        "link": call.link("jobs", text(id)),
    })
}

/// A person's jobs in short, the latest start first.
pub fn summaries(documents: &Value, call: &Call, person: &Value) -> Value {
    let jobs = array(&person["jobs"]).iter().filter_map(|id| documents["jobs"].get(text(id)));
    let mut jobs: Vec<_> = jobs.map(|job| at(job, call.now)).collect();
    jobs.sort_by(|one, other| text(&other["companyStartDate"]).cmp(text(&one["companyStartDate"])));
    let each = jobs.iter().map(|job| {
        let title = entry(documents, "position-titles", text(&job["positionTitle"])).unwrap_or(&Value::Null);
        json!({
            "id": job["id"],
            "name": title["name"],
            "startDate": job["companyStartDate"],
            "endDate": job["companyEndDate"],
            "jobStatus": status::of_job(job, call.now),
            "link": call.link("jobs", text(&job["id"])),
        })
    });
    each.collect()
}
