//! Candidates: who a person is, across their applications.

use super::{
    applications::{APPLICATIONS, full_name, tags},
    custom_attributes::CUSTOM_ATTRIBUTES,
    job_seekers::JOB_SEEKERS,
};
use crate::pinpoint::sandbox::schema::{CREATED, Derived, Filter, Link, Resource, SORTS, UPDATED};

/// A person. The vendor offers no filter by e-mail address here.
pub static CANDIDATES: Resource = Resource {
    kind: "candidates",
    class: "Candidate",
    categories: &["candidate"],
    stored: &[
        "first_name",
        "middle_name",
        "last_name",
        "preferred_name",
        "email",
        "phone",
        "phone_iso2",
        "date_of_birth",
        "address1",
        "address2",
        "town",
        "state_province",
        "postcode",
        "country",
        "locale",
        "blocked",
        "external_system_reference",
        "created_at",
        "updated_at",
    ],
    derived: &[("full_name", Derived::Worked(full_name))],
    extra: &[("attachments", Derived::Worked(super::attachments)), ("tags", Derived::Worked(tags))],
    relationships: &[
        ("applications", Link::Many(&APPLICATIONS, "candidate")),
        ("job_seekers", Link::Many(&JOB_SEEKERS, "candidate")),
        ("skills", Link::Unbuilt),
        ("hris_references", Link::Unbuilt),
        ("custom_attributes", Link::Many(&CUSTOM_ATTRIBUTES, "custom_attributable")),
    ],
    filters: &[
        Filter::text("phone"),
        Filter::flag("blocked"),
        Filter::text("external_system_reference"),
        CREATED,
        UPDATED,
    ],
    sorts: SORTS,
    unless_asked: None,
};
