//! The vendor's JSON exactly, in both directions. What a field means to us is said in `map`, not here.

mod dataset;
mod files;
mod meta;
mod people;

pub use dataset::{DatasetAnswer, DatasetQuestion};
pub use files::{FileCategory, Files};
pub use meta::{Column, Country, Field, FieldType, ListField, TableDefinition, User};
pub use people::{CompanyInformation, Directory, Fields};

use serde::{Deserialize, Serialize};

/// An identifier: a number in some places, a text in others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// For example `4340`.
    Number(u64),
    /// For example `"4340.4"`.
    Text(String),
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// Yes or no as the vendor writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
    /// A word that is not documented.
    #[serde(untagged)]
    Unknown(String),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Serialize, de::DeserializeOwned};
    use serde_json::Value;

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
        round_trips::<Vec<Field>>(include_str!("../fixtures/meta_fields.json"));
        round_trips::<Vec<ListField>>(include_str!("../fixtures/meta_lists.json"));
        round_trips::<Vec<TableDefinition>>(include_str!("../fixtures/meta_tables.json"));
        round_trips::<BTreeMap<String, User>>(include_str!("../fixtures/meta_users.json"));
        round_trips::<Vec<Country>>(include_str!("../fixtures/meta_countries.json"));
        round_trips::<CompanyInformation>(include_str!("../fixtures/company_information.json"));
        round_trips::<Directory>(include_str!("../fixtures/directory.json"));
        round_trips::<Files>(include_str!("../fixtures/files_view.json"));
        round_trips::<DatasetQuestion>(include_str!("../fixtures/dataset_question.json"));
        round_trips::<DatasetAnswer>(include_str!("../fixtures/dataset_answer.json"));
    }

    #[test]
    fn a_type_not_known_yet_is_kept_as_its_word() {
        let field: Field = serde_json::from_str(r#"{"id": 1, "name": "X", "type": "hologram"}"#).unwrap();
        assert_eq!(field.kind, FieldType::Unknown("hologram".into()));
    }
}
