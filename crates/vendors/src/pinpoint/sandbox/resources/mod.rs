//! The kinds of resources, one table each. Where the vendor's OpenAPI document has a list, the table follows it.

pub mod applications;
pub mod candidates;
pub mod comments;
pub mod custom_attributes;
pub mod custom_fields;
pub mod job_postings;
pub mod job_seekers;
pub mod jobs;
pub mod offers;
pub mod questions;
pub mod stages;
pub mod structure;
pub mod users;

use super::{attachments::shown as attachments, schema::Resource};

/// Every kind that is built.
pub const ALL: &[&Resource] = &[
    &applications::APPLICATIONS,
    &candidates::CANDIDATES,
    &comments::COMMENTS,
    &custom_attributes::CUSTOM_ATTRIBUTES,
    &custom_fields::CUSTOM_FIELDS,
    &custom_fields::CUSTOM_FIELD_OPTIONS,
    &job_postings::JOB_POSTINGS,
    &job_seekers::JOB_SEEKERS,
    &jobs::JOBS,
    &offers::OFFERS,
    &questions::ANSWERS,
    &questions::QUESTIONS,
    &stages::HIRING_WORKFLOWS,
    &stages::STAGES,
    &structure::DEPARTMENTS,
    &structure::DIVISIONS,
    &structure::LOCATIONS,
    &structure::STRUCTURE_CUSTOM_GROUP_ONES,
    &structure::STRUCTURE_LINKS,
    &users::USERS,
];

/// A kind by its name.
pub fn find(kind: &str) -> Option<&'static Resource> {
    ALL.iter().find(|resource| resource.kind == kind).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pinpoint::sandbox::{
        index::TIMES,
        schema::{By, Derived, Link, Takes},
    };

    #[test]
    fn no_member_has_two_meanings() {
        for resource in ALL {
            let names = resource.stored.iter().copied();
            let names = names.chain(resource.derived.iter().map(|(name, _)| *name));
            let names = names.chain(resource.extra.iter().map(|(name, _)| *name));
            let mut names: Vec<_> =
                names.chain(resource.relationships.iter().map(|(name, _)| *name)).collect();
            names.extend(["id", "type"]);
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", resource.kind);
        }
    }

    #[test]
    fn everything_that_leads_through_a_relationship_finds_one() {
        for resource in ALL {
            let one = |name: &str| matches!(resource.link(name), Some(Link::One(_) | Link::Any(_)));
            for (name, derived) in resource.derived.iter().chain(resource.extra) {
                if let Derived::Id(by) | Derived::Class(by) | Derived::Through(by, _) = derived {
                    assert!(one(by), "{}.{name}", resource.kind);
                }
            }
            for filter in resource.filters {
                if let By::Id(by) | By::Class(by) | By::Through(by, _) = filter.by {
                    assert!(one(by), "{}: filter {}", resource.kind, filter.name);
                }
                let is_time = matches!(filter.takes, Takes::Time);
                assert!(!is_time || TIMES.contains(&filter.name), "{}", resource.kind);
            }
            for sort in resource.sorts {
                let stored = TIMES.contains(sort) && resource.stored.contains(sort);
                assert!(*sort == "id" || stored, "{}: sort {sort}", resource.kind);
            }
        }
    }
}
