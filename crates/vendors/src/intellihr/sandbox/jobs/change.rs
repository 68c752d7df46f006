//! `PATCH jobs/{id}`

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, State},
};
use connect::World;
use serde_json::{Value, json};

use super::{accept, at::at, fields, supervisor, view};
use crate::intellihr::sandbox::{
    call::Call,
    documents::{record, record_mut, text},
    envelope,
    errors::{Answer, Refusal},
    moments, references,
    sent::Sent,
    shape,
};

/// Changes a job from a moment on, which may be one to come.
pub async fn change(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check_change(&sent, &fields::of_change())?;
    let Some(from) = sent.get("effectiveFrom").and_then(|from| moments::read(text(from))) else {
        return Err(Refusal::one("The effectiveFrom field is required."));
    };
    world.change(|documents| {
        let held = at(record(documents, "jobs", &id)?, from).into_owned();
        if let Some(reason) = sent.get("jobChangeReason").and_then(Value::as_object) {
            references::entry(documents, "job-change-reasons", reason).map_err(Refusal::one)?;
        }
        let kept = accept::accept(documents, Some(&held), &sent)?;
        if let Some(person) = kept.get("supervisorPerson") {
            supervisor::mark(documents, person);
        }
        let to = sent.get("effectiveTo").and_then(|to| moments::read(text(to))).map(moments::write);
        let change = json!({
            "effectiveFrom": moments::write(from),
            "effectiveTo": to,
            "set": kept,
        });
        let job = record_mut(documents, "jobs", &id)?;
        job["updatedAt"] = call.moment().into();
        if let Some(changes) = job["changes"].as_array_mut() {
            changes.push(change);
            // A later change wins over an earlier one, whichever was sent first.
            changes.sort_by(|one, other| text(&one["effectiveFrom"]).cmp(text(&other["effectiveFrom"])));
        }
        let job = at(record(documents, "jobs", &id)?, call.now);
        envelope::one(&call, view::show(documents, &call, &job))
    })
}
