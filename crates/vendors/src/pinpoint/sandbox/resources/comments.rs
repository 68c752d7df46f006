//! Comments on people and their applications.

use super::{applications::APPLICATIONS, candidates::CANDIDATES, job_seekers::JOB_SEEKERS, users::USERS};
use crate::pinpoint::sandbox::schema::{By, CREATED, Derived, Filter, Link, Resource, SORTS, Takes, UPDATED};

/// A comment.
pub static COMMENTS: Resource = Resource {
    kind: "comments",
    class: "Comment",
    categories: &["comment"],
    stored: &["body_text", "private_comment", "created_at", "updated_at"],
    derived: &[
        ("commentable_id", Derived::Id("commentable")),
        ("commentable_type", Derived::Class("commentable")),
        ("user_id", Derived::Id("user")),
    ],
    extra: &[],
    relationships: &[
        ("commentable", Link::Any(&[&APPLICATIONS, &JOB_SEEKERS, &CANDIDATES])),
        ("user", Link::One(&USERS)),
    ],
    filters: &[
        Filter::id("commentable_id", "commentable"),
        Filter {
            name: "commentable_type",
            takes: Takes::Word(&["Application", "JobSeeker", "Candidate"]),
            by: By::Class("commentable"),
        },
        CREATED,
        UPDATED,
    ],
    sorts: SORTS,
    unless_asked: None,
};
