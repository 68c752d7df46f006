//! Finding one's way in the stand-in's documents.
//!
//! `resources` holds each record by kind and id as `{id, attributes, rels}`. A relationship to one is stored as an
//! id, or as `{type, id}` where it can lead to several kinds; the way back is worked out. `keys` are the API keys
//! with their permissions, `limits` the rate limit.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{
    resources,
    schema::{Derived, Link, Resource},
};

/// What a request looks at: the documents at a time, reached at an address.
pub struct Scene<'a> {
    /// The documents.
    pub documents: &'a Value,
    /// The sandbox's time.
    pub now: Timestamp,
    /// Scheme and host, on which the stand-in's own links are built.
    pub base: &'a str,
}

/// One record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// Its kind.
    pub resource: &'static Resource,
    /// Its id.
    pub id: &'a str,
    /// `{id, attributes, rels}`.
    pub document: &'a Value,
}

impl<'a> Record<'a> {
    /// Its id as a number, by which records are in order.
    pub fn number(self) -> u64 {
        self.id.parse().unwrap_or(u64::MAX)
    }

    /// A stored attribute; null where there is none.
    pub fn stored(self, name: &str) -> &'a Value {
        &self.document["attributes"][name]
    }

    /// What a relationship to one points to, whether or not it is there.
    pub fn pointer(self, name: &str) -> Option<(&'static Resource, &'a str)> {
        let stored = &self.document["rels"][name];
        match self.resource.link(name) {
            Some(Link::One(resource)) => Some((resource, stored.as_str()?)),
            Some(Link::Any(_)) => Some((resources::find(stored["type"].as_str()?)?, stored["id"].as_str()?)),
            Some(Link::Many(..) | Link::Kept(_) | Link::Unbuilt) | None => None,
        }
    }

    /// The id behind a stored relationship, where it leads to that kind. It need not be one that is shown: an
    /// answer leads to its application without saying so.
    pub fn leads_to(self, name: &str, resource: &Resource) -> Option<&'a str> {
        match &self.document["rels"][name] {
            Value::String(id) => Some(id),
            several => several["id"].as_str().filter(|_| several["type"] == resource.kind),
        }
    }

    /// The record that a relationship to one points to.
    pub fn one(self, documents: &'a Value, name: &str) -> Option<Record<'a>> {
        let (resource, id) = self.pointer(name)?;
        find(documents, resource, id)
    }

    /// The value of an attribute that is worked out.
    pub fn derived(self, scene: &Scene<'a>, name: &str, derived: &Derived) -> Cow<'a, Value> {
        match derived {
            Derived::Id(relationship) => {
                let id = self.pointer(relationship).and_then(|(_, id)| id.parse::<u64>().ok());
                Cow::Owned(id.into())
            }
            Derived::Class(relationship) => {
                Cow::Owned(self.pointer(relationship).map(|(resource, _)| resource.class).into())
            }
            Derived::Through(relationship, attribute) => {
                let there = self.one(scene.documents, relationship);
                Cow::Borrowed(there.map_or(&Value::Null, |there| there.stored(attribute)))
            }
            Derived::Stored => Cow::Borrowed(self.stored(name)),
            Derived::Worked(work) => Cow::Owned(work(scene, self)),
        }
    }
}

/// The records of a kind by their ids.
pub fn collection<'a>(documents: &'a Value, resource: &Resource) -> Option<&'a Map<String, Value>> {
    documents["resources"][resource.kind].as_object()
}

/// Every record of a kind, in no useful order.
pub fn all<'a>(documents: &'a Value, resource: &'static Resource) -> impl Iterator<Item = Record<'a>> {
    let records = collection(documents, resource).into_iter().flatten();
    records.map(move |(id, document)| Record { resource, id, document })
}

/// One record.
pub fn find<'a>(documents: &'a Value, resource: &'static Resource, id: &str) -> Option<Record<'a>> {
    let (id, document) = collection(documents, resource)?.get_key_value(id)?;
    Some(Record { resource, id, document })
}

/// A text, number or truth as text.
pub fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed(""),
        other => Cow::Owned(other.to_string()),
    }
}
