//! Custom attributes: the values of custom fields.

use super::{
    applications::APPLICATIONS, candidates::CANDIDATES, custom_fields::CUSTOM_FIELDS,
    job_seekers::JOB_SEEKERS, jobs::JOBS, offers::OFFERS,
};
use crate::pinpoint::sandbox::schema::{By, CREATED, Derived, Filter, Link, Resource, SORTS, Takes, UPDATED};

/// The value of one custom field on one record, as a text whatever the field's type.
pub static CUSTOM_ATTRIBUTES: Resource = Resource {
    kind: "custom_attributes",
    class: "CustomAttribute",
    categories: &["custom_attribute"],
    stored: &["value", "option_value", "option_label", "created_at", "updated_at"],
    derived: &[("field_name", Derived::Through("custom_field", "name"))],
    extra: &[],
    relationships: &[
        ("custom_attributable", Link::Any(&[&APPLICATIONS, &CANDIDATES, &JOBS, &JOB_SEEKERS, &OFFERS])),
        ("custom_field", Link::One(&CUSTOM_FIELDS)),
    ],
    filters: &[
        Filter::id("custom_attributable_id", "custom_attributable"),
        Filter {
            name: "custom_attributable_type",
            takes: Takes::Word(&[
                "Application",
                "Candidate",
                "Job",
                "JobSeeker",
                "JobTemplate",
                "Offer",
                "Position",
            ]),
            by: By::Class("custom_attributable"),
        },
        CREATED,
        UPDATED,
    ],
    sorts: SORTS,
    unless_asked: None,
};
