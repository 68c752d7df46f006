//! A call as its handler sees it.

use connect::World;
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{desk::Desk, errors::Refusal};
use crate::greenhouse::sandbox::rows;

/// A call that passed the door.
pub struct Call<'a> {
    /// What it is answered with.
    pub desk: &'a Desk,
    /// Scheme and host as the caller wrote them.
    pub base: String,
    /// The path as the caller wrote it.
    pub path: String,
    /// What the path has in place of the names in braces, in order.
    pub params: Vec<String>,
    /// The query.
    pub query: Vec<(String, String)>,
    /// The body; empty where none was sent.
    pub body: Map<String, Value>,
    /// The user on whose behalf a write is made; 0 for a read.
    pub user: u64,
    /// The sandbox's time.
    pub now: Timestamp,
}

impl Call<'_> {
    /// The documents.
    pub fn world(&self) -> &World {
        &self.desk.world
    }

    /// The id at that place of the path.
    ///
    /// # Errors
    /// 404 for what is no number: there can be no such record.
    pub fn id(&self, place: usize) -> Result<u64, Refusal> {
        self.params.get(place).and_then(|id| id.parse().ok()).ok_or_else(Refusal::not_found)
    }

    /// The last value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Insists that the query has no other parameters than these.
    ///
    /// # Errors
    /// 422 that names the first other one. What the vendor does with it is not known.
    pub fn only(&self, known: &[&[&str]]) -> Result<(), Refusal> {
        match self.query.iter().find(|(name, _)| !known.iter().any(|some| some.contains(&name.as_str()))) {
            Some((name, _)) => Err(Refusal::invalid(name, "Unknown parameter")),
            None => Ok(()),
        }
    }

    /// The time as v1 writes it.
    pub fn time(&self) -> String {
        time(self.now)
    }
}

/// A time as v1 writes it: with milliseconds.
pub fn time(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// The user of an `On-Behalf-Of` header.
///
/// # Errors
/// 422 where a write names none, 404 where the user is unknown.
pub fn acting_user(documents: &Value, told: Option<&str>) -> Result<u64, Refusal> {
    let told = told.map(str::trim).filter(|told| !told.is_empty());
    let told = told.ok_or_else(|| Refusal::missing("On-Behalf-Of"))?;
    let id: u64 = told.parse().map_err(|_| Refusal::not_found())?;
    rows::find(documents, "users", id).map(|_| id).ok_or_else(Refusal::not_found)
}
