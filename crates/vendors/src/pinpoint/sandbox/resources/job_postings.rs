//! Job postings: how a job is shown to the world.

use super::jobs::JOBS;
use crate::pinpoint::sandbox::schema::{CREATED, Derived, Link, Resource, SORTS, UPDATED};

/// A posting of a job. Its attributes are ours: only the address is known.
pub static JOB_POSTINGS: Resource = Resource {
    kind: "job_postings",
    class: "JobPosting",
    categories: &["job"],
    stored: &["title", "visibility", "created_at", "updated_at"],
    derived: &[("job_id", Derived::Id("job"))],
    extra: &[],
    relationships: &[("job", Link::One(&JOBS))],
    filters: &[CREATED, UPDATED],
    sorts: SORTS,
    unless_asked: None,
};
