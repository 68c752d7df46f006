//! The documents that hold resources.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Text;

/// A list. Its rows are read one by one.
#[derive(Debug, Serialize, Deserialize)]
pub struct Many<'a> {
    /// The records that were asked for.
    #[serde(borrow)]
    pub data: Vec<&'a RawValue>,
    /// The records that these refer to, of every kind, as far as they were asked for.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub included: Vec<&'a RawValue>,
    /// What is said of the whole.
    #[serde(default)]
    pub meta: Meta,
}

/// One record.
#[derive(Debug, Serialize, Deserialize)]
pub struct One<'a> {
    /// The record that was asked for.
    #[serde(borrow)]
    pub data: &'a RawValue,
    /// As in [`Many`].
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub included: Vec<&'a RawValue>,
}

/// What is said of a whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Counts, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stats: Option<Stats>,
}

impl Meta {
    /// How many records the filter takes in, on all pages.
    pub fn total(&self) -> Option<u64> {
        self.stats.as_ref()?.total.as_ref()?.count
    }
}

/// Counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Of all records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
}

/// What `stats[total]=count` asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// Which record a row is, to be read before its kind is known, or when the rest can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Its kind.
    #[serde(borrow, rename = "type")]
    pub kind: Text<'a>,
}

/// Relationships of which none matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// A record: `A` are its attributes, `R` its relationships as far as they matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<'a, A, R> {
    /// Its id.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Its kind.
    #[serde(borrow, rename = "type")]
    pub kind: Text<'a>,
    /// Its attributes.
    pub attributes: A,
    /// Its relationships; a kind that has none may leave them out.
    #[serde(default)]
    pub relationships: R,
}
