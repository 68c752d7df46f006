//! The company's structure: departments, divisions, locations, one level of its own, and which go together.

use serde_json::{Value, json};

use super::jobs::JOBS;
use crate::pinpoint::sandbox::{
    documents::{self, Record, Scene},
    schema::{CREATED, Derived, Link, Resource, SORTS, UPDATED},
};

/// A department.
pub static DEPARTMENTS: Resource = Resource {
    kind: "departments",
    class: "Department",
    categories: &["department"],
    stored: &["name", "external_system_reference", "created_at", "updated_at"],
    ..PLAIN
};

/// A division. Which permission it asks for is ours, as for the next ones but locations.
pub static DIVISIONS: Resource = Resource {
    kind: "divisions",
    class: "Division",
    categories: &["division"],
    stored: &["name", "external_system_reference", "created_at", "updated_at"],
    ..PLAIN
};

/// A place.
pub static LOCATIONS: Resource = Resource {
    kind: "locations",
    class: "Location",
    categories: &["location"],
    stored: &[
        "name",
        "street_address",
        "city",
        "province",
        "postal_code",
        "country_code",
        "external_system_reference",
        "created_at",
        "updated_at",
    ],
    relationships: &[("equality_monitoring_template", Link::Unbuilt)],
    ..PLAIN
};

/// The one level that a company names itself; `title` is what it calls it.
pub static STRUCTURE_CUSTOM_GROUP_ONES: Resource = Resource {
    kind: "structure_custom_group_ones",
    class: "StructureCustomGroupOne",
    categories: &["structure"],
    stored: &["name", "title", "external_system_reference", "created_at", "updated_at"],
    ..PLAIN
};

/// A combination that jobs may have.
pub static STRUCTURE_LINKS: Resource = Resource {
    kind: "structure_links",
    class: "StructureLink",
    categories: &["structure"],
    stored: &["accepts_speculative_applications", "created_at", "updated_at"],
    derived: &[
        ("department_id", Derived::Id("department")),
        ("division_id", Derived::Id("division")),
        ("location_id", Derived::Id("location")),
        ("structure_custom_group_one_id", Derived::Id("structure_custom_group_one")),
    ],
    extra: &[("names", Derived::Worked(names)), ("in_use", Derived::Worked(in_use))],
    relationships: &[
        ("department", Link::One(&DEPARTMENTS)),
        ("division", Link::One(&DIVISIONS)),
        ("location", Link::One(&LOCATIONS)),
        ("structure_custom_group_one", Link::One(&STRUCTURE_CUSTOM_GROUP_ONES)),
    ],
    ..PLAIN
};

/// What most of these have in common.
const PLAIN: Resource = Resource {
    kind: "",
    class: "",
    categories: &[],
    stored: &[],
    derived: &[],
    extra: &[],
    relationships: &[],
    filters: &[CREATED, UPDATED],
    sorts: SORTS,
    unless_asked: None,
};

/// The names of the parts. The form is ours.
fn names(scene: &Scene, record: Record) -> Value {
    let name = |part| record.one(scene.documents, part).map(|there| there.stored("name").clone());
    json!({
        "department": name("department"),
        "division": name("division"),
        "location": name("location"),
        "structure_custom_group_one": name("structure_custom_group_one"),
    })
}

/// Whether a job has it.
pub fn in_use(scene: &Scene, record: Record) -> Value {
    let mut jobs = documents::all(scene.documents, &JOBS);
    jobs.any(|job| job.leads_to("structure_link", record.resource) == Some(record.id)).into()
}
