//! What a table of a kind of resource can say. The tables themselves are in `resources`.

use serde_json::Value;

use super::documents::{Record, Scene};

/// One kind of resource: everything the reading half knows of it.
pub struct Resource {
    /// Its JSON:API type, which is also its collection in the documents and its path.
    pub kind: &'static str,
    /// The name that polymorphic attributes and filters give it.
    pub class: &'static str,
    /// The permissions any of which lets it be read; the first one is that of its own address.
    pub categories: &'static [&'static str],
    /// Attributes that are shown as they are stored; null where nothing is stored.
    pub stored: &'static [&'static str],
    /// Attributes that are worked out.
    pub derived: &'static [(&'static str, Derived)],
    /// Attributes that are absent unless `extra_fields` asks for them.
    pub extra: &'static [(&'static str, Derived)],
    /// Relationships, in the order in which they are shown.
    pub relationships: &'static [(&'static str, Link)],
    /// What a list can be narrowed by.
    pub filters: &'static [Filter],
    /// What a list can be sorted by.
    pub sorts: &'static [&'static str],
    /// A filter, and the value whose records a list leaves out unless that filter is given.
    pub unless_asked: Option<(&'static str, &'static str)>,
}

/// Where an attribute that is not stored comes from.
pub enum Derived {
    /// The id of a relationship to one, as a number.
    Id(&'static str),
    /// The class of what a polymorphic relationship points to.
    Class(&'static str),
    /// An attribute of what a relationship points to.
    Through(&'static str, &'static str),
    /// Stored, and costly at the vendor.
    Stored,
    /// Anything else.
    Worked(fn(&Scene, Record) -> Value),
}

/// What a relationship leads to.
pub enum Link {
    /// One of a kind; its id is stored.
    One(&'static Resource),
    /// One of several kinds; its kind and id are stored.
    Any(&'static [&'static Resource]),
    /// All of a kind whose relationship of that name leads here.
    Many(&'static Resource, &'static str),
    /// Several of a kind; their ids are stored.
    Kept(&'static Resource),
    /// The vendor has it; the stand-in has not.
    Unbuilt,
}

/// One filter of a list.
pub struct Filter {
    /// Its name in `filter[name]`.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it looks at.
    pub by: By,
}

/// The values that a filter takes.
pub enum Takes {
    /// Any text.
    Text,
    /// Whole numbers.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `[gt]` and `[lt]` with a time.
    Time,
}

/// What a filter looks at.
pub enum By {
    /// A stored attribute.
    Attribute(&'static str),
    /// The id behind a relationship to one.
    Id(&'static str),
    /// The class behind a polymorphic relationship.
    Class(&'static str),
    /// A stored attribute of what a relationship points to.
    Through(&'static str, &'static str),
    /// A word in a stored attribute, in any case.
    Search(&'static str),
    /// The vendor has it; the stand-in has not.
    Unbuilt,
}

impl Filter {
    /// A filter on a stored text of the same name.
    pub const fn text(name: &'static str) -> Self {
        Self { name, takes: Takes::Text, by: By::Attribute(name) }
    }

    /// A filter on a stored truth of the same name.
    pub const fn flag(name: &'static str) -> Self {
        Self { name, takes: Takes::Flag, by: By::Attribute(name) }
    }

    /// A filter on one of some words, stored under the same name.
    pub const fn word(name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, takes: Takes::Word(words), by: By::Attribute(name) }
    }

    /// A filter on the id behind a relationship.
    pub const fn id(name: &'static str, relationship: &'static str) -> Self {
        Self { name, takes: Takes::Number, by: By::Id(relationship) }
    }

    /// A filter on a text of what a relationship points to.
    pub const fn through(name: &'static str, relationship: &'static str, attribute: &'static str) -> Self {
        Self { name, takes: Takes::Text, by: By::Through(relationship, attribute) }
    }
}

/// After or before a time of creation.
pub const CREATED: Filter =
    Filter { name: "created_at", takes: Takes::Time, by: By::Attribute("created_at") };
/// After or before a time of change.
pub const UPDATED: Filter =
    Filter { name: "updated_at", takes: Takes::Time, by: By::Attribute("updated_at") };
/// What nearly every list can be sorted by.
pub const SORTS: &[&str] = &["id", "created_at", "updated_at"];

impl Resource {
    /// The relationship of that name.
    pub fn link(&self, name: &str) -> Option<&'static Link> {
        self.relationships.iter().find(|(known, _)| *known == name).map(|(_, link)| link)
    }

    /// The kind that a relationship leads to, where it leads to one record of one kind.
    pub fn one(&self, name: &str) -> Option<&'static Resource> {
        match self.link(name) {
            Some(Link::One(there)) => Some(there),
            _ => None,
        }
    }

    /// Whether `fields[kind]` may name it: an attribute, a relationship, or the id.
    pub fn has_field(&self, name: &str) -> bool {
        name == "id"
            || self.stored.contains(&name)
            || self.derived.iter().any(|(known, _)| *known == name)
            || self.relationships.iter().any(|(known, _)| *known == name)
            || self.has_extra(name)
    }

    /// Whether `extra_fields[kind]` may name it.
    pub fn has_extra(&self, name: &str) -> bool {
        self.extra.iter().any(|(known, _)| *known == name)
    }
}
