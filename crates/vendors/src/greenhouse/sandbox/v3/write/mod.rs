//! The writing half: what a call may change, and what the vendor would refuse.
//!
//! Everything is checked before anything is changed, and nobody sees a write half done.

pub mod applications;
pub mod attachments;
mod body;
pub mod candidates;
pub mod convert;
pub mod custom_field_options;
pub mod custom_fields;
pub mod hire;
pub mod moves;
pub mod notes;
pub mod reject;
pub mod rejection_details;
pub mod stages;
pub mod tags;
pub mod users;
mod values;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{errors::Refusal, lists::List, moment, page};
use crate::greenhouse::sandbox::{
    rows,
    webhooks::{About, announce},
};

/// A write under way.
pub struct Write<'w> {
    /// What is written to.
    pub documents: &'w mut Value,
    /// When.
    pub now: Timestamp,
    /// For which user.
    pub user: u64,
}

/// How a write is answered.
#[derive(Debug)]
pub enum Done {
    /// 201 with the row that was made.
    Made(&'static str, u64),
    /// 201 with what is told of what was made.
    Told(Value),
    /// 200 with the row that was changed.
    Changed(&'static str, u64),
    /// 204
    Nothing,
}

impl Write<'_> {
    /// The moment as the vendor writes it.
    fn time(&self) -> Value {
        moment::write(self.now).into()
    }

    /// The row of the path.
    ///
    /// # Errors
    /// 404 where it is not there, or not yet.
    fn row(&self, table: &str, id: u64) -> Result<&Value, Refusal> {
        let row = rows::find(self.documents, table, id).filter(|row| page::is_there(row, self.now));
        row.ok_or_else(|| Refusal::no_row(table, id))
    }

    /// Adds a row: what is told of it laid over a row without values.
    fn add(&mut self, table: &str, told: Value) -> u64 {
        let keys = List::find(table).into_iter().flat_map(List::keys);
        let mut row: Map<String, Value> = keys.map(|key| (key.to_owned(), Value::Null)).collect();
        row.insert("created_at".into(), self.time());
        row.insert("updated_at".into(), self.time());
        row.extend(told.as_object().cloned().unwrap_or_default());
        rows::add(self.documents, table, row.into())
    }

    /// Hides a row that was made until it is built, where the sandbox is told to lag.
    fn lag(&mut self, table: &str, id: u64) -> bool {
        let lag = self.documents["lag_seconds"].as_i64().unwrap_or(0);
        if lag > 0 {
            let built = self.now.as_second() + lag;
            self.set(table, id, [("_built_at", json!(built))]);
        }
        lag > 0
    }

    /// Sets keys of a row.
    fn set<const N: usize>(&mut self, table: &str, id: u64, keys: [(&str, Value); N]) {
        if let Some(row) = rows::find_mut(self.documents, table, id) {
            row.extend(keys.map(|(key, value)| (key.to_owned(), value)));
        }
    }

    /// Takes a row away.
    fn remove(&mut self, table: &str, id: u64) {
        if let Some(rows) = self.documents["rows"][table].as_object_mut() {
            rows.remove(&id.to_string());
        }
    }

    /// A row has changed.
    fn touch(&mut self, table: &str, id: u64) {
        let time = self.time();
        self.set(table, id, [("updated_at", time)]);
    }

    /// Tells the webhooks that asked for it.
    fn announce(&mut self, action: &str, about: About) {
        announce(self.documents, self.now, action, about);
    }

    /// Something was done about an application, and so about its candidate.
    fn acted_on(&mut self, application: u64) {
        let time = self.time();
        self.set("applications", application, [("updated_at", time.clone()), ("last_activity_at", time)]);
        let candidate = rows::find(self.documents, "applications", application)
            .and_then(|application| application["candidate_id"].as_u64());
        if let Some(candidate) = candidate {
            self.acted_on_candidate(candidate);
        }
    }

    /// Something was done about a candidate.
    fn acted_on_candidate(&mut self, candidate: u64) {
        let time = self.time();
        self.set("candidates", candidate, [("updated_at", time.clone()), ("last_activity_at", time)]);
    }
}
