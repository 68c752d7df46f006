//! What a test needs to know of a sandbox to count whom a recruiting CRM keeps. One line a vendor.

use serde_json::{Value, json};

/// Where things stand in a vendor's sandbox documents.
#[derive(Clone, Copy, Debug)]
pub struct Keepers {
    /// The vendor.
    pub vendor: &'static str,
    /// The people with an e-mail address, by their ids.
    pub people: fn(&Value, &str) -> Vec<String>,
    /// How many files somebody has.
    pub files: fn(&Value, &str) -> usize,
    /// How many entries with these words somebody's history has.
    pub entries: fn(&Value, &str, &str) -> usize,
    /// In how many pipelines somebody stands.
    pub places: fn(&Value, &str) -> usize,
    /// The fields with which somebody is made: first name, last name, and one of the company's own.
    pub fields: [&'static str; 3],
    /// The command, and what it is told, that takes everything away that tells who somebody is.
    pub anonymise: fn(&str) -> (&'static str, Value),
    /// Takes the company's own field away.
    pub remove_field: fn(&mut Value),
}

const CLINCH: Keepers = Keepers {
    vendor: "clinch",
    people: |documents, email| {
        let all = documents["candidates"].as_object().into_iter().flatten();
        all.filter(|(_, one)| one["email"] == email).map(|(id, _)| id.clone()).collect()
    },
    files: |documents, id| documents["attachments"][id].as_array().map_or(0, Vec::len),
    entries: |documents, id, words| {
        let all = documents["activities"][id].as_array().into_iter().flatten();
        all.filter(|one| one["body"] == words).count()
    },
    places: |documents, id| {
        let all = documents["projects"].as_object().into_iter().flatten();
        let members = all.flat_map(|(_, one)| one["_members"].as_array().into_iter().flatten());
        members.filter(|one| one["candidate_id"] == id).count()
    },
    fields: ["first_name", "last_name", "custom_fields/string_1"],
    anonymise: |id| ("anonymize", json!({"id": id})),
    remove_field: |documents| {
        if let Some(fields) = documents["custom_fields"].as_object_mut() {
            fields.retain(|_, field| field["mapping_name"] != "string_1");
        }
    },
};

impl Keepers {
    /// Those of a vendor.
    ///
    /// # Panics
    /// Where it has no line.
    pub fn of(vendor: &str) -> Self {
        [CLINCH]
            .into_iter()
            .find(|one| one.vendor == vendor)
            .unwrap_or_else(|| panic!("no line for {vendor}"))
    }
}
