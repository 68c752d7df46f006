//! Tags, in categories that carry a colour.

use serde::{Deserialize, Serialize};

use crate::{TagCategoryId, TagId};

/// The colours a category can have: a fixed palette, each with a pair of tones that can be read.
pub const COLOURS: [&str; 8] = ["slate", "blue", "teal", "green", "amber", "orange", "red", "violet"];

/// A group of tags that share a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCategory {
    /// Its identifier.
    pub id: TagCategoryId,
    /// The name people read.
    pub name: String,
    /// One of [`COLOURS`].
    pub colour: String,
}

/// A label on a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its identifier.
    pub id: TagId,
    /// The group it belongs to.
    pub category: TagCategoryId,
    /// The name people read.
    pub name: String,
}
