//! Users: those who recruit.

use crate::pinpoint::sandbox::schema::{CREATED, Filter, Resource, SORTS, UPDATED};

/// A user of the company's account.
pub static USERS: Resource = Resource {
    kind: "users",
    class: "User",
    categories: &["user"],
    stored: &["email", "first_name", "last_name", "time_zone", "created_at", "updated_at"],
    derived: &[],
    extra: &[],
    relationships: &[],
    filters: &[Filter::flag("employee"), CREATED, UPDATED],
    sorts: SORTS,
    unless_asked: None,
};
