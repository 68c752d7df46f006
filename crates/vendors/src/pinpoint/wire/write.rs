//! What is sent.

use model::remote::RemoteTag;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{FieldType, Ref, ResourceType};

/// The body of a write.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Body {
    data: Value,
}

/// A remark on an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment<'a> {
    /// Whose.
    pub application: &'a str,
    /// The remark.
    pub text: &'a str,
}

/// A field that is to be made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewField<'a> {
    /// The name people read.
    pub name: &'a str,
    /// What it holds.
    pub field_type: FieldType,
    /// What it is a field of.
    pub resource_type: ResourceType,
    /// A value such as it may hold, which the vendor shows in previews.
    pub sample_value: String,
    /// What can be chosen.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub options: &'a [String],
}

/// A custom field's value, under the name of the field's kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::enum_variant_names,
    reason = "the names are the vendor's, from which the JSON keys are made"
)]
pub enum TypedValue {
    /// At most 255 letters.
    VarcharValue(String),
    /// A longer text.
    TextValue(String),
    /// A whole number.
    IntegerValue(i64),
    /// A number as text.
    DecimalValue(String),
    /// A day as text.
    DateValue(String),
    /// Yes or no.
    BooleanValue(bool),
    /// What is kept of the choice.
    SingleSelectValue(String),
    /// What is kept of each choice.
    MultiSelectValue(Vec<String>),
}

impl TypedValue {
    /// The value that a field of that kind takes, where the text is one: several choices stand one a line.
    pub fn of(kind: &FieldType, text: &str) -> Option<Self> {
        let own = || text.to_owned();
        Some(match kind {
            FieldType::Varchar if text.chars().count() <= 255 => Self::VarcharValue(own()),
            FieldType::Text => Self::TextValue(own()),
            FieldType::Integer => Self::IntegerValue(text.parse().ok()?),
            FieldType::Decimal => Self::DecimalValue(own()),
            FieldType::Date => Self::DateValue(own()),
            FieldType::Boolean => Self::BooleanValue(text.parse().ok()?),
            FieldType::SingleSelect => Self::SingleSelectValue(own()),
            FieldType::MultiSelect => Self::MultiSelectValue(text.lines().map(str::to_owned).collect()),
            FieldType::Varchar | FieldType::Users | FieldType::Unknown(_) => return None,
        })
    }
}

impl Body {
    /// Moves an application to a stage of its job.
    pub fn move_to(application: &str, stage: &str) -> Self {
        Self::related("applications", Some(application), json!({}), &[("stage", Ref::new("stages", stage))])
    }

    /// Puts a label on an application, takes one off, or both at once.
    pub fn tags(application: &str, add: Option<&RemoteTag>, remove: Option<&RemoteTag>) -> Self {
        let named = [("add_tag_with_context", add), ("remove_tag_with_context", remove)];
        let named = named.into_iter().filter_map(|(name, tag)| {
            let tag = tag?;
            Some((name.to_owned(), json!({ "tag": tag.name, "context": tag.category })))
        });
        let attributes = Value::Object(named.collect());
        Self::related("applications", Some(application), attributes, &[])
    }

    /// Makes a comment.
    pub fn comment(comment: &NewComment) -> Self {
        let of = Ref::new("applications", comment.application);
        Self::related("comments", None, json!({"body_text": comment.text}), &[("commentable", of)])
    }

    /// Makes a field.
    pub fn new_field(field: &NewField<'_>) -> Self {
        Self::related("custom_fields", None, json!(field), &[])
    }

    /// Adds choices to a field: those that are there stay.
    pub fn more_options(field: &str, options: &[String]) -> Self {
        Self::related("custom_fields", Some(field), json!({"options": options}), &[])
    }

    /// Makes the first value of a field for an application.
    pub fn new_value(application: &str, field: &str, value: &TypedValue) -> Self {
        let of = [
            ("custom_attributable", Ref::new("applications", application)),
            ("custom_field", Ref::new("custom_fields", field)),
        ];
        Self::related("custom_attributes", None, json!(value), &of)
    }

    /// Changes a value that is there.
    pub fn change_value(attribute: &str, value: &TypedValue) -> Self {
        Self::related("custom_attributes", Some(attribute), json!(value), &[])
    }

    fn related(kind: &str, id: Option<&str>, attributes: Value, relations: &[(&str, Ref)]) -> Self {
        let mut data = json!({"type": kind, "attributes": attributes});
        if let Some(id) = id {
            data["id"] = id.into();
        }
        if !relations.is_empty() {
            let relations: Map<_, _> =
                relations.iter().map(|(name, to)| ((*name).to_owned(), json!({ "data": to }))).collect();
            data["relationships"] = relations.into();
        }
        Self { data }
    }
}
