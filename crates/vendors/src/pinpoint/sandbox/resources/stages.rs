//! Stages, and the workflows that are their templates.

use super::{applications::APPLICATIONS, jobs::JOBS};
use crate::pinpoint::sandbox::schema::{CREATED, Link, Resource, SORTS, UPDATED};

/// What a stage means, whatever it is called.
pub const BASIC_TYPES: &[&str] = &["applied", "rejected", "review", "interview", "offer", "hired"];

/// A stage of a job, or of a workflow. It has no address: it comes along with either.
pub static STAGES: Resource = Resource {
    kind: "stages",
    class: "Stage",
    categories: &["job", "hiring_workflow"],
    stored: &[
        "name",
        "external_name",
        "description",
        "basic_type",
        "position",
        "visible",
        "external_system_reference",
        "created_at",
        "updated_at",
    ],
    derived: &[],
    extra: &[],
    relationships: &[
        ("stageable", Link::Any(&[&JOBS, &HIRING_WORKFLOWS])),
        ("applications", Link::Many(&APPLICATIONS, "stage")),
    ],
    filters: &[],
    sorts: &[],
    unless_asked: None,
};

/// A template of stages. A job has copies of its own.
pub static HIRING_WORKFLOWS: Resource = Resource {
    kind: "hiring_workflows",
    class: "HiringWorkflow",
    categories: &["hiring_workflow"],
    stored: &["name", "created_at", "updated_at"],
    derived: &[],
    extra: &[],
    relationships: &[("stages", Link::Many(&STAGES, "stageable"))],
    filters: &[CREATED, UPDATED],
    sorts: SORTS,
    unless_asked: None,
};
