//! Jobs.

use serde_json::{Map, Value, json};

use super::{
    Write,
    attributes::{self, Table, Takes},
    links,
    payload::{Payload, Sent},
    problems::{attribute, invalid},
};
use crate::pinpoint::sandbox::{
    errors::Refusal,
    resources::jobs::{EMPLOYMENT_TYPES, STATUSES, VISIBILITIES, WORKPLACES},
    webhooks::announce,
};

const TABLE: Table = &[
    ("title", Takes::Text),
    ("description", Takes::Text),
    ("key_responsibilities", Takes::Text),
    ("key_responsibilities_header", Takes::Text),
    ("skills_knowledge_expertise", Takes::Text),
    ("skills_knowledge_expertise_header", Takes::Text),
    ("benefits", Takes::Text),
    ("benefits_header", Takes::Text),
    ("status", Takes::Word(STATUSES)),
    ("visibility", Takes::Word(VISIBILITIES)),
    ("employment_type", Takes::Word(EMPLOYMENT_TYPES)),
    ("workplace_type", Takes::Word(WORKPLACES)),
    ("remote", Takes::Flag),
    ("compensation", Takes::Text),
    ("compensation_minimum", Takes::Integer),
    ("compensation_maximum", Takes::Integer),
    ("compensation_currency", Takes::Text),
    ("compensation_frequency", Takes::Text),
    ("compensation_visible", Takes::Flag),
    ("deadline_at", Takes::Time),
    ("reporting_to", Takes::Text),
    ("requisition_id", Takes::Text),
    ("blind_screening", Takes::Flag),
    ("resume_requirement", Takes::Text),
    ("cover_letter_requirement", Takes::Text),
    ("require_phone", Takes::Flag),
    ("headcount_maximum", Takes::Integer),
    ("headcount_maximum_enabled", Takes::Flag),
    ("external_system_reference", Takes::Text),
];

/// The hiring workflow is chosen when the job is made, and copied.
const ON_CREATE: Table = &[("selected_hiring_workflow_id", Takes::Integer)];

/// Relationships that are written, with the kind that each leads to.
const LINKS: [(&str, &str); 6] = [
    ("department", "departments"),
    ("division", "divisions"),
    ("location", "locations"),
    ("structure_custom_group_one", "structure_custom_group_ones"),
    ("hiring_manager_user", "users"),
    ("recruitment_manager_user", "users"),
];

/// Makes a job with its own copies of a workflow's stages, and its posting. What the vendor asks for depends on the
/// status and is not published; a title, a department and a location are ours.
pub fn create(write: &mut Write, payload: &Payload) -> Result<String, Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE, ON_CREATE])?;
    attributes::require("data", &sent.attributes, &json!({}), &["title"])?;
    let mut rels = linked(write, sent)?;
    for name in ["department", "location"] {
        links::needed(write.documents, "data", sent, name, &[&format!("{name}s")])?;
    }
    let stages = template(write, &sent.attributes)?;
    rels.insert("questions".into(), json!([]));
    let mut kept = sent.attributes.clone();
    for (name, value) in [("status", "draft"), ("visibility", "external")] {
        kept.entry(name).or_insert_with(|| value.into());
    }
    stamp(write, &mut kept, &json!({}));
    let posting: Map<_, _> =
        ["title", "visibility"].map(|name| (name.to_owned(), kept[name].clone())).into_iter().collect();
    let id = write.add("jobs", kept, rels.into());
    for stage in stages {
        write.add("stages", stage, json!({"stageable": {"type": "jobs", "id": id}}));
    }
    write.add("job_postings", posting, json!({"job": id}));
    announce(write.documents, write.now, "job_created", &[("job", &id)]);
    Ok(id)
}

/// Changes a job.
pub fn change(write: &mut Write, id: &str, payload: &Payload) -> Result<(), Refusal> {
    let sent = &payload.data;
    attributes::check("data", &sent.attributes, &[TABLE])?;
    let before = write.record("jobs", id)["attributes"].clone();
    attributes::require("data", &sent.attributes, &before, &["title"])?;
    let rels = linked(write, sent)?;
    let mut kept = sent.attributes.clone();
    stamp(write, &mut kept, &before);
    write.set("jobs", id, kept);
    for (name, to) in rels {
        write.relate("jobs", id, &name, to.as_str());
    }
    announce(write.documents, write.now, "job_updated", &[("job", id)]);
    Ok(())
}

/// Removes a job that nobody has applied for, which is ours: what the vendor does with applications is not known.
pub fn remove(write: &mut Write, id: &str) -> Result<(), Refusal> {
    if write.is_used("applications", "job", ("jobs", id)) {
        let message = "has applications and can't be deleted";
        return Err(invalid(vec![attribute("data", "base", message, "restrict_dependent_destroy")]));
    }
    write.take_all("stages", "stageable", ("jobs", id));
    write.take_all("job_postings", "job", ("jobs", id));
    write.take_all("custom_attributes", "custom_attributable", ("jobs", id));
    write.take("jobs", id);
    announce(write.documents, write.now, "job_deleted", &[("job", id)]);
    Ok(())
}

/// The relationships that are sent.
fn linked(write: &Write, sent: &Sent) -> Result<Map<String, Value>, Refusal> {
    links::check("data", sent, &LINKS.map(|(name, _)| name))?;
    let mut rels = Map::new();
    for (name, kind) in LINKS {
        if sent.relationships.contains_key(name) {
            let to = links::one(write.documents, "data", sent, name, &[kind])?;
            rels.insert(name.into(), to.map(|(_, id)| id).into());
        }
    }
    Ok(rels)
}

/// When it was opened, closed and filled follows from its status.
fn stamp(write: &Write, kept: &mut Map<String, Value>, before: &Value) {
    let status = kept.get("status").and_then(Value::as_str).unwrap_or_default();
    let name = match status {
        "open" => "opened_at",
        "closed" | "archived" | "cancelled" => "closed_at",
        "filled" => "filled_at",
        _ => return,
    };
    if before["status"] != status && (name != "opened_at" || before[name].is_null()) {
        kept.insert(name.into(), write.time());
    }
}

/// The attributes of the stages of the workflow that was chosen, or of the first one.
fn template(write: &Write, sent: &Map<String, Value>) -> Result<Vec<Map<String, Value>>, Refusal> {
    let resources = &write.documents["resources"];
    let workflows = resources["hiring_workflows"].as_object();
    let first = || workflows.and_then(|all| all.keys().min_by_key(|id| id.parse::<u64>().ok()).cloned());
    let chosen = sent.get("selected_hiring_workflow_id").and_then(Value::as_u64);
    let Some(chosen) = chosen.map(|id| id.to_string()).or_else(first) else { return Ok(vec![]) };
    if !resources["hiring_workflows"][&chosen].is_object() {
        let problem =
            attribute("data", "selected_hiring_workflow_id", "is not included in the list", "inclusion");
        return Err(invalid(vec![problem]));
    }
    let of_workflow = |stage: &&Value| {
        let to = &stage["rels"]["stageable"];
        to["type"] == "hiring_workflows" && to["id"] == chosen.as_str()
    };
    let stages = resources["stages"].as_object().into_iter().flatten().map(|(_, stage)| stage);
    let mut stages: Vec<_> =
        stages.filter(of_workflow).filter_map(|stage| stage["attributes"].as_object().cloned()).collect();
    stages.sort_by_key(|stage| stage.get("position").and_then(Value::as_i64));
    Ok(stages)
}
