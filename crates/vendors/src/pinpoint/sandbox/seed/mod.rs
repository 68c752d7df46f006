//! A believable tenant, the same for the same seed.
//!
//! What a company sets up once stands in `tenant.json`; jobs, people and their applications are made up here. Only
//! what a record has is stored, so that a tenant of twenty thousand people stays small.

mod applications;
mod calendar;
mod dice;
mod jobs;
mod people;

use serde_json::{Map, Value, json};

use self::{calendar::Calendar, dice::Dice};

/// The tenant's part of the address.
pub const TENANT: &str = "larkmoor";

/// The key that may do everything. The other keys stand beside it in the documents.
pub const FULL_ACCESS_KEY: &str = "sandbox-full-access-key";

/// The set-up of the tenant: keys, users, structure, workflows, questions, fields, tags.
const SET_UP: &str = include_str!("tenant.json");

/// Identifiers below this belong to the set-up.
const FIRST_ID: u64 = 1001;

/// As many jobs as a company of that size may have had.
const MOST_JOBS: usize = 500;

/// The documents of the tenant with that many people.
pub fn documents(seed: u64, people: usize) -> Value {
    // The text ships with the program and is read by every test, so that it can't fail here.
    let mut documents: Value = serde_json::from_str(SET_UP).unwrap_or_default();
    let mut growing = Growing {
        dice: Dice::new(seed),
        calendar: Calendar::new(),
        next_id: FIRST_ID,
        records: Map::new(),
        files: Map::new(),
    };
    let jobs = jobs::make(&mut growing, (people / 40 + 6).min(MOST_JOBS));
    for number in 0..people {
        let person = people::make(&mut growing, number, people);
        applications::make(&mut growing, &jobs, &person, number);
    }
    documents["next_id"] = growing.next_id.into();
    documents["files"] = growing.files.into();
    for (kind, records) in growing.records {
        let Value::Object(made) = records else { continue };
        match &mut documents["resources"][kind] {
            Value::Object(set_up) => set_up.extend(made),
            none => *none = made.into(),
        }
    }
    documents
}

/// A tenant while it is being made up.
struct Growing {
    dice: Dice,
    calendar: Calendar,
    next_id: u64,
    records: Map<String, Value>,
    files: Map<String, Value>,
}

impl Growing {
    /// One id is given to one record only, whatever its kind: a caller that mistakes one kind for another finds
    /// nothing instead of something else.
    fn id(&mut self) -> String {
        self.next_id += 1;
        (self.next_id - 1).to_string()
    }

    /// Adds a record and gives its id.
    fn add(&mut self, kind: &str, attributes: Value, rels: Value) -> String {
        let id = self.id();
        let record = json!({"id": id, "attributes": attributes, "rels": rels});
        let records = self.records.entry(kind).or_insert_with(|| Map::new().into());
        if let Value::Object(records) = records {
            records.insert(id.clone(), record);
        }
        id
    }
}

#[cfg(test)]
mod tests;
