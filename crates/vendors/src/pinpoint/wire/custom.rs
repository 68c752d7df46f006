//! Fields that the company's administrators added, and their values.

use serde::{Deserialize, Serialize};

use super::{Text, Time, ToMany, ToOne};

/// A custom field's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField<'a> {
    /// The name people read.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// What it holds.
    pub field_type: FieldType,
    /// What it is a field of.
    pub resource_type: ResourceType,
    /// What it is for.
    #[serde(borrow)]
    pub description: Option<Text<'a>>,
    /// Its place.
    pub position: Option<i64>,
    /// Whether a record must have it.
    pub required: Option<bool>,
}

/// A custom field's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomFieldRelations<'a> {
    /// What can be chosen.
    #[serde(borrow)]
    pub custom_field_options: ToMany<'a>,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomFieldOption<'a> {
    /// What people read.
    #[serde(borrow)]
    pub label: Text<'a>,
    /// What is kept.
    #[serde(borrow)]
    pub value: Text<'a>,
}

/// What a custom field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// At most 255 letters.
    Varchar,
    /// A longer text.
    Text,
    /// A whole number.
    Integer,
    /// A number, written as text.
    Decimal,
    /// A day.
    Date,
    /// Yes or no.
    Boolean,
    /// One of its options.
    SingleSelect,
    /// Several of its options.
    MultiSelect,
    /// Users of the company.
    Users,
    /// A word that is not documented.
    #[serde(untagged)]
    Unknown(String),
}

/// What a custom field is a field of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceType {
    /// Applications.
    Application,
    /// Candidates.
    Candidate,
    /// Jobs.
    Job,
    /// People of the talent pipeline.
    JobSeeker,
    /// Offers.
    Offer,
    /// Positions.
    Position,
    /// A word that is not documented.
    #[serde(untagged)]
    Unknown(String),
}

/// A value's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomAttributeRelations<'a> {
    /// Of which field. The attributes name it only in words.
    #[serde(borrow)]
    pub custom_field: ToOne<'a>,
}

/// The attributes of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomAttribute<'a> {
    /// The value as text; of a choice, what is kept of it.
    #[serde(borrow)]
    pub value: Option<Text<'a>>,
    /// The field's name.
    #[serde(borrow)]
    pub field_name: Option<Text<'a>>,
    /// What people read of a choice.
    #[serde(borrow)]
    pub option_label: Option<Text<'a>>,
    /// When it was last changed.
    pub updated_at: Time,
}
