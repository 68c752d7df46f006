//! What each reference list is and allows.

use crate::intellihr::sandbox::shape::{Field, Kind, optional, required};

/// A reference list.
#[derive(Debug)]
pub struct Resource {
    /// Its path, and its name among the documents.
    pub path: &'static str,
    /// Whether an entry can be read by its id.
    pub one: bool,
    /// The fields with which an entry is made, where one can be.
    pub add: Option<&'static [Field]>,
    /// The fields that can be changed, where they can.
    pub change: Option<&'static [Field]>,
    /// Whether an entry can be removed.
    pub remove: bool,
    /// The filters.
    pub filters: &'static [&'static str],
    /// The kind of record that custom fields are defined for, where entries have some.
    pub model: Option<&'static str>,
}

impl Resource {
    /// Whether an entry can be taken out of the choices without being removed.
    pub fn can_be_disabled(&self) -> bool {
        self.change.is_some_and(|fields| fields.iter().any(|field| field.name() == "isEnabled"))
    }
}

const fn read_only(path: &'static str) -> Resource {
    Resource { path, one: true, add: None, change: None, remove: false, filters: &[], model: None }
}

const fn editable(path: &'static str, add: &'static [Field], change: &'static [Field]) -> Resource {
    Resource { add: Some(add), change: Some(change), remove: true, ..read_only(path) }
}

const NAME: Field = required("name", Kind::Text);
const CODE: Field = optional("code", Kind::Text);
const ENABLED: Field = optional("isEnabled", Kind::Flag);
const CUSTOM: Field = optional("customFields", Kind::CustomFields);

const BUSINESS_ENTITY: &[Field] =
    &[NAME, CODE, optional("legalName", Kind::Text), optional("number", Kind::Text), ENABLED, CUSTOM];

const BUSINESS_UNIT: &[Field] = &[
    NAME,
    optional("identifier", Kind::Text),
    CODE,
    optional("notes", Kind::Text),
    optional("parentId", Kind::Uuid),
    ENABLED,
    CUSTOM,
];

const LOCATION: &[Field] =
    &[NAME, optional("parentId", Kind::Uuid), CODE, optional("address", Kind::Text), ENABLED, CUSTOM];

const PAY_GRADE: &[Field] = &[
    NAME,
    optional("description", Kind::Text),
    CODE,
    optional("isOverridable", Kind::Flag),
    optional("permanentHourlyRate", Kind::Number),
    optional("permanentHourlyRateCurrency", Kind::Text),
    optional("casualHourlyRate", Kind::Number),
    optional("casualHourlyRateCurrency", Kind::Text),
    optional("annualSalary", Kind::Number),
    optional("annualSalaryCurrency", Kind::Text),
    optional("payGradeType", Kind::Choice(&["FIXED", "STEP"])),
    optional("employmentCondition", Kind::Unbuilt),
    optional("paySteps", Kind::Unbuilt),
];

const PAY_GRADE_CHANGE: &[Field] = &[
    optional("name", Kind::Text),
    optional("description", Kind::Text),
    CODE,
    ENABLED,
    optional("isOverridable", Kind::Flag),
    optional("annualSalary", Kind::Number),
    optional("annualSalaryCurrency", Kind::Text),
    optional("effectiveFrom", Kind::Unbuilt),
    optional("effectiveTo", Kind::Unbuilt),
    optional("payGradeType", Kind::Unbuilt),
    optional("permanentHourlyRate", Kind::Number),
    optional("permanentHourlyRateCurrency", Kind::Text),
    optional("casualHourlyRate", Kind::Number),
    optional("casualHourlyRateCurrency", Kind::Text),
    optional("employmentCondition", Kind::Unbuilt),
    optional("paySteps", Kind::Unbuilt),
];

const SKILL: &[Field] = &[
    NAME,
    required("description", Kind::Text),
    required("isBusinessCritical", Kind::Flag),
    required("skillDisciplineId", Kind::Uuid),
];

const OPTION: &[Field] = &[required("label", Kind::Text), ENABLED];
const SELECT: Kind = Kind::Object(&[optional("options", Kind::List(OPTION))]);

/// What a custom field can be attached to.
const MODELS: Kind = Kind::Choice(&[
    "ADDRESS",
    "BUSINESS_ENTITY",
    "BUSINESS_UNIT",
    "EMAIL_ADDRESS",
    "JOB",
    "LOCATION",
    "PERSON",
    "POSITION_TITLE",
    "PHONE_NUMBER",
    "REMUNERATION",
    "TRAINING",
]);

const TYPES: Kind = Kind::Choice(&["SINGLE_SELECT", "MULTI_SELECT", "TEXT", "NUMBER", "PEOPLE_DROPDOWN"]);

const DEFINITION: &[Field] = &[
    NAME,
    required("apiName", Kind::Text),
    required("modelType", MODELS),
    required("type", TYPES),
    optional("description", Kind::Text),
    optional("isSensitive", Kind::Flag),
    optional("selectDefinition", SELECT),
    optional("textDefinition", Kind::Unbuilt),
    optional("peopleDropdownDefinition", Kind::Unbuilt),
];

const DEFINITION_CHANGE: &[Field] = &[
    NAME,
    optional("description", Kind::Text),
    ENABLED,
    optional("isSensitive", Kind::Flag),
    optional("selectDefinition", SELECT),
    optional("peopleDropdownDefinition", Kind::Unbuilt),
];

/// Every list.
pub const RESOURCES: &[Resource] = &[
    Resource {
        model: Some("BUSINESS_ENTITY"),
        ..editable("business-entities", BUSINESS_ENTITY, BUSINESS_ENTITY)
    },
    Resource {
        model: Some("BUSINESS_UNIT"),
        filters: &["name"],
        ..editable("business-units", BUSINESS_UNIT, BUSINESS_UNIT)
    },
    Resource { model: Some("LOCATION"), ..editable("locations", LOCATION, LOCATION) },
    editable("pay-grades", PAY_GRADE, PAY_GRADE_CHANGE),
    Resource {
        one: false,
        filters: &["name"],
        ..editable("position-titles", &[NAME, CODE], &[NAME, CODE, ENABLED])
    },
    editable("job-change-reasons", &[NAME, ENABLED], &[NAME, ENABLED]),
    Resource {
        filters: &["modelType"],
        ..editable("custom-field-definitions", DEFINITION, DEFINITION_CHANGE)
    },
    Resource { remove: false, filters: &["isBusinessCritical"], ..editable("skills", SKILL, SKILL) },
    Resource { remove: false, ..editable("skill-disciplines", &[NAME], &[NAME]) },
    read_only("default-remuneration-components"),
    read_only("employment-conditions"),
    read_only("permission-groups"),
    read_only("recruitment-sources"),
    read_only("webhook-events"),
    read_only("work-classes"),
    read_only("work-rights"),
    read_only("work-types"),
];
