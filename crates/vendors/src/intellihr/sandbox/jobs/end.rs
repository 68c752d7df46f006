//! `PATCH job-end/{id}` and `DELETE job-end/{id}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::Value;

use super::{at::at, view};
use crate::intellihr::sandbox::{
    call::Call,
    documents::{record, record_mut, text},
    envelope,
    errors::{Answer, Refusal},
    moments,
    query::{Askable, Query},
    sent::Sent,
    shape::{self, Field, Kind, optional},
};

const FIELDS: &[Field] = &[
    optional("endDate", Kind::Moment),
    optional("turnoverType", Kind::Choice(&["voluntary", "involuntary", "unknown"])),
    optional("turnoverReason", Kind::Text),
    optional("shouldNotFinaliseEndDate", Kind::Flag),
    optional("shouldRetainUserAccount", Kind::Flag),
    optional("suppressEvents", Kind::Flag),
    optional("reassignDirectReportsTo", Kind::Unbuilt),
];

/// Sets the day from which a job is no more, and unless told otherwise makes it final.
pub async fn end(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, FIELDS)?;
    let given = |name: &str| sent.get(name).is_some_and(|value| !text(value).is_empty());
    let finalise = sent.get("shouldNotFinaliseEndDate") != Some(&Value::Bool(true));
    world.change(|documents| {
        let job = record_mut(documents, "jobs", &id)?;
        let mut wrong = vec![];
        if !given("endDate") && (!finalise || job["companyEndDate"].is_null()) {
            wrong.push("The endDate field is required.".to_owned());
        }
        if finalise && !given("turnoverType") {
            wrong.push("The turnoverType field is required.".to_owned());
        }
        if given("turnoverType") && sent["turnoverType"] != "unknown" && !given("turnoverReason") {
            wrong.push("The turnoverReason field is required.".to_owned());
        }
        let end = sent.get("endDate").and_then(|end| moments::read(text(end)));
        if end.zip(moments::read(text(&job["companyStartDate"]))).is_some_and(|(end, start)| end < start) {
            wrong.push("The endDate must not be before the companyStartDate.".to_owned());
        }
        if !wrong.is_empty() {
            return Err(Refusal::bad(wrong));
        }
        if let Some(end) = end {
            job["companyEndDate"] = moments::write(end).into();
        }
        job["isEndDateConfirmed"] = finalise.into();
        for name in ["turnoverType", "turnoverReason"] {
            if let Some(value) = sent.get(name) {
                job[name] = value.clone();
            }
        }
        job["updatedAt"] = call.moment().into();
        show(documents, &call, &id)
    })
}

const CANCEL: Askable = Askable { filters: &[], sorts: &[], others: &["cancelDisablingUserAccount"] };

/// Takes back an end that was final.
pub async fn cancel(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    Query::read(&call, &CANCEL)?;
    world.change(|documents| {
        let job = record_mut(documents, "jobs", &id)?;
        if job["isEndDateConfirmed"] != true {
            return Err(Refusal::one("The job has no end date that is final."));
        }
        for name in ["companyEndDate", "turnoverType", "turnoverReason"] {
            job[name] = Value::Null;
        }
        job["isEndDateConfirmed"] = false.into();
        job["updatedAt"] = call.moment().into();
        show(documents, &call, &id)
    })
}

fn show(documents: &Value, call: &Call, id: &str) -> Answer {
    let job = at(record(documents, "jobs", id)?, call.now);
    envelope::one(call, view::show(documents, call, &job))
}
