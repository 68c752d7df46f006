//! What a company can choose from, and the fields it made for itself.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A list that a hire chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// Legal entities.
    BusinessEntities,
    /// Units of the organisation.
    BusinessUnits,
    /// Sub-classes of work types, such as full-time.
    WorkClasses,
    /// Places.
    Locations,
    /// Names of jobs.
    PositionTitles,
    /// Ranges of pay.
    PayGrades,
    /// Awards and agreements.
    EmploymentConditions,
    /// Where people come from.
    RecruitmentSources,
    /// What lets people work there.
    WorkRights,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 9] = [
        Self::BusinessEntities,
        Self::BusinessUnits,
        Self::WorkClasses,
        Self::Locations,
        Self::PositionTitles,
        Self::PayGrades,
        Self::EmploymentConditions,
        Self::RecruitmentSources,
        Self::WorkRights,
    ];

    /// The last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::BusinessEntities => "business-entities",
            Self::BusinessUnits => "business-units",
            Self::WorkClasses => "work-classes",
            Self::Locations => "locations",
            Self::PositionTitles => "position-titles",
            Self::PayGrades => "pay-grades",
            Self::EmploymentConditions => "employment-conditions",
            Self::RecruitmentSources => "recruitment-sources",
            Self::WorkRights => "work-rights",
        }
    }
}

/// An entry of any of the company's lists: entities, units, classes, types, locations, titles, grades, conditions,
/// sources, work rights. All have these two; what else they have differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its identifier, a UUID.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// What else it has: `isEnabled`, `parentId`, `code`, `workType`, `country`.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// A field that the company made for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// Its identifier, a UUID.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// The name used in calls.
    pub api_name: String,
    /// A hint.
    #[serde(default)]
    pub description: Option<String>,
    /// What has this field.
    pub model_type: CustomModel,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: CustomType,
    /// What depends on the type: for a choice `options`, each with `id`, `label` and `isEnabled`. Inferred from how a
    /// definition is made.
    #[serde(default)]
    pub definitions: Value,
    /// `isEnabled`, `isSensitive`; not in the older of the two documents.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What can have fields of the company's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CustomModel {
    /// People.
    Person,
    /// Jobs.
    Job,
    /// Pay.
    Remuneration,
    /// Something that a hire does not fill.
    #[serde(untagged)]
    Unknown(String),
}

/// What a field of the company's own holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CustomType {
    /// A text.
    Text,
    /// A number, sent as text.
    Number,
    /// One of its options.
    SingleSelect,
    /// Several of its options.
    MultiSelect,
    /// People and their jobs.
    PeopleDropdown,
    /// A type that is not known here.
    #[serde(untagged)]
    Unknown(String),
}
