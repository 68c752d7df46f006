//! Offers. They have no address: they come along with applications.

use super::{applications::APPLICATIONS, custom_attributes::CUSTOM_ATTRIBUTES, stages::STAGES, users::USERS};
use crate::pinpoint::sandbox::schema::{Derived, Link, Resource};

/// An offer to a candidate.
pub static OFFERS: Resource = Resource {
    kind: "offers",
    class: "Offer",
    categories: &["application"],
    stored: &[
        "status",
        "result",
        "result_at",
        "sent_at",
        "expires_at",
        "start_on",
        "salary_amount",
        "salary_currency",
        "salary_period",
        "paid_days_off",
        "work_address",
        "signature_type",
        "job_title",
        "comment",
        "created_at",
        "updated_at",
    ],
    derived: &[
        ("application_id", Derived::Id("application")),
        ("stage_id", Derived::Id("stage")),
        ("creator_id", Derived::Id("creator")),
        ("manager_id", Derived::Id("manager")),
    ],
    extra: &[("attachments", Derived::Worked(super::attachments))],
    relationships: &[
        ("application", Link::One(&APPLICATIONS)),
        ("creator", Link::One(&USERS)),
        ("manager", Link::One(&USERS)),
        ("stage", Link::One(&STAGES)),
        ("custom_attributes", Link::Many(&CUSTOM_ATTRIBUTES, "custom_attributable")),
    ],
    filters: &[],
    sorts: &[],
    unless_asked: None,
};
