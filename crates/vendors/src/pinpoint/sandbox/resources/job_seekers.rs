//! Job seekers: people in the talent pipeline.

use super::{
    applications::{full_name, tags},
    candidates::CANDIDATES,
    comments::COMMENTS,
    custom_attributes::CUSTOM_ATTRIBUTES,
    questions::ANSWERS,
};
use crate::pinpoint::sandbox::schema::{CREATED, Derived, Filter, Link, Resource, SORTS, UPDATED};

/// Somebody who is interested, without a job to apply for. Which permission they ask for is ours.
pub static JOB_SEEKERS: Resource = Resource {
    kind: "job_seekers",
    class: "JobSeeker",
    categories: &["job_seeker"],
    stored: &[
        "first_name",
        "last_name",
        "preferred_name",
        "email",
        "phone",
        "phone_iso2",
        "date_of_birth",
        "linkedin_url",
        "summary",
        "address1",
        "address2",
        "town",
        "state_province",
        "postcode",
        "country",
        "locale",
        "channel",
        "channel_source",
        "pipeline_source",
        "external_system_reference",
        "created_at",
        "updated_at",
    ],
    derived: &[("candidate_id", Derived::Id("candidate")), ("full_name", Derived::Worked(full_name))],
    extra: &[
        ("attachments", Derived::Worked(super::attachments)),
        ("average_rating", Derived::Stored),
        ("tags", Derived::Worked(tags)),
    ],
    relationships: &[
        ("candidate", Link::One(&CANDIDATES)),
        ("answers", Link::Many(&ANSWERS, "job_seeker")),
        ("custom_attributes", Link::Many(&CUSTOM_ATTRIBUTES, "custom_attributable")),
        ("comments", Link::Many(&COMMENTS, "commentable")),
    ],
    filters: &[Filter::text("external_system_reference"), CREATED, UPDATED],
    sorts: SORTS,
    unless_asked: None,
};
