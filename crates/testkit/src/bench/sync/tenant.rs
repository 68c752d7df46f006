//! What the bench needs to know of the sandbox whose records are read.

use connect::World;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Where things stand in the sandbox's documents.
#[derive(Clone, Copy)]
pub struct Ats {
    /// The vendor.
    pub vendor: &'static str,
    /// The lists that a run walks: as they stand in addresses and among the documents, with an attribute to change.
    kinds: [(&'static str, &'static str, &'static str); 3],
    /// The list of the fields that the tenant added, which a run reads before the others.
    fields: &'static str,
}

/// Those whose records can be read.
const KNOWN: [Ats; 1] = [Ats {
    vendor: "pinpoint",
    kinds: [
        ("jobs", "title", "Renamed by the bench"),
        ("candidates", "town", "Benchworth"),
        ("applications", "start_on", "2027-01-04"),
    ],
    fields: "custom_fields",
}];

impl Ats {
    /// The one of that vendor.
    pub fn of(vendor: &str) -> Option<Self> {
        KNOWN.into_iter().find(|known| known.vendor == vendor)
    }

    /// Whether an address with its query is a page of one of the lists.
    pub fn is_page(&self, path: &str) -> bool {
        path.split_once('?').is_some_and(|(path, query)| {
            let list = path.rsplit('/').next().unwrap_or_default();
            let walked = list == self.fields || self.kinds.iter().any(|(kind, ..)| *kind == list);
            // A page of no rows is a count.
            walked && query.contains("page") && !query.split('&').any(|part| part.ends_with("size%5D=0"))
        })
    }

    /// Takes every file away: fetching them is one request each, whatever reads the pages.
    pub fn take_files_away(&self, world: &World) {
        world.change(|documents| {
            for application in documents["resources"]["applications"].as_object_mut().unwrap().values_mut() {
                application["attributes"].as_object_mut().unwrap().remove("attachments");
            }
        });
    }

    /// Changes every hundredth record of each kind, as of that time.
    pub fn change_a_hundredth(&self, world: &World, at: Timestamp) {
        world.change(|documents| {
            for (kind, attribute, value) in self.kinds {
                let records = documents["resources"][kind].as_object_mut().unwrap();
                for record in records.values_mut().step_by(100) {
                    let attributes: &mut Value = &mut record["attributes"];
                    attributes[attribute] = json!(value);
                    attributes["updated_at"] = json!(at.to_string());
                }
            }
        });
    }
}
