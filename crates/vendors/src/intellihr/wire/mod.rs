//! The vendor's JSON exactly, in both directions. What a field means to us is said in `map`, not here.

mod documents;
mod job;
mod list;
mod person;
mod workflow;

pub use documents::{
    Coordinates, Document, ImageSlot, NewDocument, NewImage, UploadChange, UploadSlot, UploadStatus,
};
pub use job::{Job, JobBody, PayBody, RecruitmentBody};
pub use list::{CustomField, CustomModel, CustomType, Item, List};
pub use person::{
    Address, EmailAddress, EmergencyContact, EmploymentStatus, Person, PersonBody, PhoneNumber,
};
pub use workflow::{Start, StartForm, Workflow, WorkflowEvent};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct One<T> {
    /// The record.
    pub data: T,
    /// A request's identifier, the time the record is of.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub meta: Map<String, Value>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The records.
    pub data: Vec<T>,
    /// Where the page stands.
    pub meta: PageMeta,
    /// Addresses of this page and its neighbours.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub links: Map<String, Value>,
}

/// Where a page stands, and whatever else is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMeta {
    /// Where it stands.
    pub pagination: Pagination,
    /// A request's identifier, the time the list is of.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// Where a page stands. The only names of the API with underscores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pagination {
    /// Records in all.
    pub total: u64,
    /// Records on this page.
    pub count: u64,
    /// Records on a full page.
    pub per_page: u64,
    /// From 1.
    pub current_page: u64,
    /// Pages in all.
    pub total_pages: u64,
}

/// A record that another one names, as answers show it: with a name and a link, and more for some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its identifier.
    pub id: String,
    /// What else is shown.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// A record that a request names. The vendor would also search by name and take the first that fits, or make a new
/// one; an identifier leaves nothing to search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ById {
    /// Its identifier.
    pub id: String,
}

/// Values of custom fields in a request, by the fields' API names.
pub type CustomBodies = BTreeMap<String, CustomBody>;

/// A custom field's value in a request: a text for text and number, `{"label"}` for one choice, `{"labels"}` for
/// several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomBody {
    /// The value.
    pub value: Value,
}

/// Values of custom fields in an answer, by the fields' API names.
pub type CustomValues = BTreeMap<String, CustomValue>;

/// A custom field's value in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomValue {
    /// Its definition.
    #[serde(default)]
    pub definition_id: Option<String>,
    /// The name people read.
    #[serde(default)]
    pub name: Option<String>,
    /// What it holds.
    #[serde(rename = "type", default)]
    pub kind: Option<CustomType>,
    /// A text, a number, `{"id", "label"}`, `{"ids", "labels"}`, or nothing.
    #[serde(default)]
    pub value: Value,
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// For example `BadRequest`.
    #[serde(default)]
    pub name: String,
    /// A sentence.
    #[serde(default)]
    pub message: String,
    /// The HTTP status again.
    #[serde(default)]
    pub code: Value,
    /// What is wrong.
    #[serde(default)]
    pub errors: Details,
}

/// What is wrong: a list for status 400, an object for all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Details {
    /// One entry a problem.
    List(Vec<Detail>),
    /// What it may hold is not documented; the examples are empty.
    Object(Map<String, Value>),
    /// Anything else.
    Unknown(Value),
}

impl Default for Details {
    fn default() -> Self {
        Self::Object(Map::new())
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The HTTP status again.
    #[serde(default)]
    pub code: Value,
    /// A sentence.
    #[serde(default)]
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    /// A fixture's document, read as a wire type and written again, has to be the same document.
    fn round_trips<T: Serialize + DeserializeOwned>(fixture: &str) {
        let fixture: Value = serde_json::from_str(fixture).unwrap();
        for key in ["source", "read_on"] {
            assert!(fixture[key].is_string(), "a fixture says its {key}");
        }
        let document = &fixture["document"];
        let typed: T = serde_json::from_value(document.clone()).unwrap();
        assert_eq!(&serde_json::to_value(typed).unwrap(), document);
    }

    #[test]
    fn every_fixture_round_trips_unchanged() {
        round_trips::<Page<Person>>(include_str!("../fixtures/people.json"));
        round_trips::<PersonBody>(include_str!("../fixtures/person_new.json"));
        round_trips::<One<Job>>(include_str!("../fixtures/job.json"));
        round_trips::<JobBody>(include_str!("../fixtures/job_new.json"));
        round_trips::<Page<Item>>(include_str!("../fixtures/work_classes.json"));
        round_trips::<Page<Item>>(include_str!("../fixtures/locations.json"));
        round_trips::<Page<CustomField>>(include_str!("../fixtures/custom_field_definitions.json"));
        round_trips::<NewDocument>(include_str!("../fixtures/document_new.json"));
        round_trips::<One<UploadSlot>>(include_str!("../fixtures/document_slot.json"));
        round_trips::<Page<Document>>(include_str!("../fixtures/documents.json"));
        round_trips::<One<ImageSlot>>(include_str!("../fixtures/image_slot.json"));
        round_trips::<One<WorkflowEvent>>(include_str!("../fixtures/workflow_event.json"));
        round_trips::<Start>(include_str!("../fixtures/workflow_start.json"));
        round_trips::<Refusal>(include_str!("../fixtures/refusal_400.json"));
        round_trips::<Refusal>(include_str!("../fixtures/refusal_403.json"));
    }

    #[test]
    fn both_forms_of_errors_are_told_apart() {
        let errors = |fixture: &str| {
            let fixture: Value = serde_json::from_str(fixture).unwrap();
            serde_json::from_value::<Refusal>(fixture["document"].clone()).unwrap().errors
        };
        assert!(
            matches!(errors(include_str!("../fixtures/refusal_400.json")), Details::List(list) if list.len() == 2)
        );
        assert_eq!(errors(include_str!("../fixtures/refusal_403.json")), Details::default());
    }

    #[test]
    fn a_word_not_known_yet_is_kept() {
        let status: EmploymentStatus = serde_json::from_str(r#""On Sabbatical""#).unwrap();
        assert_eq!(status, EmploymentStatus::Unknown("On Sabbatical".into()));
        let kind: CustomType = serde_json::from_str(r#""HOLOGRAM""#).unwrap();
        assert_eq!(kind, CustomType::Unknown("HOLOGRAM".into()));
    }
}
