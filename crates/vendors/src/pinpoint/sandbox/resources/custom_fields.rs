//! Custom fields: their definitions, and the options of those that have a list.

use serde_json::Value;

use crate::pinpoint::sandbox::{
    documents::{self, Record, Scene},
    schema::{By, Derived, Filter, Link, Resource, Takes},
};

/// The kinds of records that can have a custom field.
pub const RESOURCE_TYPES: &[&str] = &["application", "candidate", "job", "job_seeker", "offer", "position"];

/// A custom field. Whoever may read values may also learn of which field they are, which is ours.
pub static CUSTOM_FIELDS: Resource = Resource {
    kind: "custom_fields",
    class: "CustomField",
    categories: &["custom_field", "custom_attribute"],
    stored: &[
        "name",
        "field_type",
        "resource_type",
        "sample_value",
        "description",
        "position",
        "required",
        "unique_reference",
        "created_at",
        "updated_at",
    ],
    derived: &[("options", Derived::Worked(options))],
    extra: &[],
    relationships: &[("custom_field_options", Link::Many(&CUSTOM_FIELD_OPTIONS, "custom_field"))],
    filters: &[
        Filter::word("resource_type", RESOURCE_TYPES),
        Filter { name: "template_custom_field_id", takes: Takes::Number, by: By::Unbuilt },
    ],
    sorts: &["id"],
    unless_asked: None,
};

/// One option of a field with a list. It has no address of its own.
pub static CUSTOM_FIELD_OPTIONS: Resource = Resource {
    kind: "custom_field_options",
    class: "CustomFieldOption",
    categories: &["custom_field", "custom_attribute"],
    stored: &["label", "value"],
    derived: &[],
    extra: &[],
    relationships: &[],
    filters: &[],
    sorts: &[],
    unless_asked: None,
};

/// The labels of the options, in the order of their ids.
fn options(scene: &Scene, record: Record) -> Value {
    let options = documents::all(scene.documents, &CUSTOM_FIELD_OPTIONS);
    let mut own: Vec<_> =
        options.filter(|option| option.leads_to("custom_field", &CUSTOM_FIELDS) == Some(record.id)).collect();
    own.sort_unstable_by_key(|option| option.number());
    own.iter().map(|option| option.stored("label").clone()).collect()
}
