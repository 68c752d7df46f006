//! Workflows, which send forms to people, and the forms.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Path, State},
    routing::{get, patch},
};
use connect::World;
use serde_json::{Value, json};

use super::{
    call::Call,
    documents::{array, missing, record, text},
    envelope,
    errors::{Answer, Refusal},
    ids, moments,
    sent::Sent,
    shape::{self, Field, Kind, optional, required},
};

const DESIGN: &[Field] = &[required("id", Kind::Uuid), optional("sendDate", Kind::Moment)];
const TRIGGER: &[Field] =
    &[required("jobId", Kind::Uuid), required("workflowFormDesigns", Kind::List(DESIGN))];

/// The routes.
pub fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/workflow-events/{id}", get(event))
        .route("/workflows/{id}", patch(trigger))
        .route("/forms/{id}", get(form))
}

async fn event(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    kept(&world, &call, "workflowEvents", &id)
}

async fn form(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
) -> Answer {
    kept(&world, &call, "forms", &id)
}

fn kept(world: &World, call: &Call, kind: &str, id: &str) -> Answer {
    world.read(|documents| {
        let found = array(&documents[kind]).iter().find(|one| one["id"] == id);
        envelope::one(call, found.ok_or_else(|| missing(kind, id))?.clone())
    })
}

/// Starts a workflow for a job. Doing it again sends the forms again, so that a caller has to know that it did.
async fn trigger(
    State(world): State<Arc<World>>,
    Extension(call): Extension<Call>,
    Path(id): Path<String>,
    Sent(sent): Sent,
) -> Answer {
    shape::check(&sent, TRIGGER)?;
    world.change(|documents| {
        let events = array(&documents["workflowEvents"]).iter();
        let workflow =
            events.flat_map(|event| array(&event["workflows"])).find(|one| one["id"] == id.as_str());
        let workflow = workflow.ok_or_else(|| missing("workflows", &id))?.clone();
        let job = text(&sent["jobId"]);
        record(documents, "jobs", job).map_err(|_| Refusal::one("The jobId names no job."))?;
        let designs = array(&sent["workflowFormDesigns"]);
        let known = array(&workflow["workflowFormDesigns"]);
        if designs.iter().any(|design| known.iter().all(|known| known["id"] != design["id"])) {
            return Err(Refusal::one("One of the workflowFormDesigns is not part of the workflow."));
        }
        let triggered = json!({
            "workflow": id,
            "job": job,
            "workflowFormDesigns": designs,
            "at": call.moment(),
        });
        if let Some(all) = documents["triggered"].as_array_mut() {
            all.push(triggered);
        }
        let forms: Vec<Value> = designs
            .to_vec()
            .iter()
            .map(|design| {
                let issued = moments::read(text(&design["sendDate"])).unwrap_or(call.now);
                json!({"id": ids::fresh(documents), "issueDate": moments::write(issued)})
            })
            .collect();
        let shown = json!({
            "workflow": {"id": id, "name": workflow["name"], "description": workflow["description"]},
            "formInstanceSchedule": forms,
        });
        envelope::one(&call, shown)
    })
}
