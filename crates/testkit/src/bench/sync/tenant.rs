//! What the bench needs to know of the sandbox whose records are read.

use connect::World;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Where things stand in the sandbox's documents.
#[derive(Clone, Copy)]
pub struct Ats {
    /// The vendor.
    pub vendor: &'static str,
    /// Which of its APIs, where it has several.
    pub api: Option<&'static str>,
    /// The lists that a run reads, as they stand in addresses.
    lists: &'static [&'static str],
    /// Where the tables of records stand, as a JSON pointer; in a record, where its attributes stand.
    tables: (&'static str, &'static str),
    /// The tables that a run walks, with an attribute to change and what it becomes, in JSON.
    kinds: [(&'static str, &'static str, &'static str); 3],
    /// The attributes that tell when a record changed.
    changed: &'static [&'static str],
    /// Takes every file away.
    without_files: fn(&mut Value),
    /// Where the vendor's limit stands, as a JSON pointer; none where the sandbox sets none.
    limit: Option<&'static str>,
}

const PINPOINT: Ats = Ats {
    vendor: "pinpoint",
    api: None,
    lists: &["jobs", "candidates", "applications", "custom_fields"],
    tables: ("/resources", "/attributes"),
    kinds: [
        ("jobs", "title", r#""Renamed by the bench""#),
        ("candidates", "town", r#""Benchworth""#),
        ("applications", "start_on", r#""2027-01-04""#),
    ],
    changed: &["updated_at"],
    without_files: |documents| {
        for application in documents["resources"]["applications"].as_object_mut().unwrap().values_mut() {
            application["attributes"].as_object_mut().unwrap().remove("attachments");
        }
    },
    limit: None,
};

const HARVEST_V3: Ats = Ats {
    vendor: "greenhouse",
    api: Some("v3"),
    lists: &[
        "jobs",
        "candidates",
        "applications",
        "attachments",
        "job_interview_stages",
        "departments",
        "offices",
        "sources",
        "custom_fields",
        "custom_field_options",
    ],
    tables: ("/rows", ""),
    kinds: [
        ("jobs", "name", r#""Renamed by the bench""#),
        ("candidates", "title", r#""Bench Engineer""#),
        (
            "applications",
            "custom_fields",
            r#"{"fit": {"name": "Fit", "type": "single_select", "value": "Unsure"}}"#,
        ),
    ],
    changed: &["updated_at", "last_activity_at"],
    without_files: |documents| documents["rows"]["attachments"] = json!({}),
    limit: Some("/limits/v3"),
};

const HARVEST_V1: Ats = Ats {
    api: Some("v1"),
    lists: &["jobs", "candidates", "applications", "job_stages", "custom_fields"],
    limit: Some("/limits/v1"),
    ..HARVEST_V3
};

/// Those whose records can be read.
const KNOWN: [Ats; 3] = [PINPOINT, HARVEST_V3, HARVEST_V1];

/// How many calls a window takes, and how many seconds it lasts.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// So many calls.
    pub calls: u64,
    /// In so many seconds.
    pub seconds: u64,
}

impl Ats {
    /// The one of that vendor that speaks that API; the vendor's first where none is named.
    pub fn of(vendor: &str, api: Option<&str>) -> Option<Self> {
        KNOWN.into_iter().find(|known| known.vendor == vendor && (api.is_none() || known.api == api))
    }

    /// Whether an address with its query is a page of one of the lists.
    pub fn is_page(&self, path: &str) -> bool {
        path.split_once('?').is_some_and(|(path, query)| {
            let walked = path.split('/').any(|part| self.lists.contains(&part));
            let paged = query.contains("page") || query.contains("cursor=");
            // A page of one row or of none is a look or a count.
            let counted = |part: &str| part.ends_with("size%5D=0") || part == "per_page=1";
            walked && paged && !query.split('&').any(counted)
        })
    }

    /// Takes every file away: fetching them is one request each, whatever reads the pages.
    pub fn take_files_away(&self, world: &World) {
        world.change(self.without_files);
    }

    /// The vendor's limit, as its sandbox keeps it.
    pub fn limit(&self, world: &World) -> Option<Limit> {
        world.read(|documents| {
            let limit = documents.pointer(self.limit?)?;
            Some(Limit { calls: limit["requests"].as_u64()?, seconds: limit["seconds"].as_u64()? })
        })
    }

    /// Lets the sandbox take and tell a limit that nobody reaches.
    pub fn lift_limit(&self, world: &World) {
        const UNREACHED: u64 = 1_000_000;
        world.change(|documents| {
            if let Some(limit) = self.limit.and_then(|limit| documents.pointer_mut(limit)) {
                limit["requests"] = json!(UNREACHED);
            }
        });
    }

    /// Changes every hundredth record of each kind, as of that time.
    pub fn change_a_hundredth(&self, world: &World, at: Timestamp) {
        let (tables, attributes) = self.tables;
        world.change(|documents| {
            let tables = documents.pointer_mut(tables).unwrap();
            for (kind, attribute, value) in self.kinds {
                let (records, value) =
                    (tables[kind].as_object_mut().unwrap(), value.parse::<Value>().unwrap());
                for record in records.values_mut().step_by(100) {
                    let attributes = record.pointer_mut(attributes).unwrap();
                    attributes[attribute] = value.clone();
                    for changed in self.changed {
                        if let Some(changed) = attributes.get_mut(*changed) {
                            *changed = json!(at.to_string());
                        }
                    }
                }
            }
        });
    }
}
