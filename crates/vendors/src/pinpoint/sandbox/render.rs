//! Records as JSON:API resource objects. Values are borrowed from the documents: a page can be large.

use std::borrow::Cow;

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Value, json};

use super::{
    compound::{Compound, Linkage},
    documents::{Record, Scene},
    query::Fields,
};

/// A whole answer: data, what came along with it, and what is said about it. The vendor writes no links.
#[derive(Serialize)]
pub struct Document<'r, D> {
    data: D,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    included: Vec<Object<'r>>,
    meta: Value,
}

/// The answer to a list.
pub fn many<'r>(view: &'r View<'r>, rows: &'r [Record<'r>], meta: Value) -> Document<'r, Vec<Object<'r>>> {
    let data = rows.iter().map(|record| Object { view, record: *record }).collect();
    Document { data, included: included(view), meta }
}

/// The answer about one record.
pub fn one<'r>(view: &'r View<'r>, record: Record<'r>) -> Document<'r, Object<'r>> {
    Document { data: Object { view, record }, included: included(view), meta: json!({}) }
}

fn included<'r>(view: &'r View<'r>) -> Vec<Object<'r>> {
    view.compound.included.iter().map(|record| Object { view, record: *record }).collect()
}

/// What is shown of records.
pub struct View<'r> {
    /// What they are part of.
    pub scene: Scene<'r>,
    /// Which attributes are wanted.
    pub fields: &'r Fields,
    /// What came along.
    pub compound: Compound<'r>,
}

impl<'r> View<'r> {
    /// The attributes of a record that are wanted, with their values.
    pub fn attributes(&self, record: Record<'r>) -> impl Iterator<Item = (&'static str, Cow<'r, Value>)> {
        let kind = record.resource.kind;
        let shown = move |name: &&'static str| self.fields.shows(kind, name);
        let stored = record.resource.stored.iter().copied().filter(shown);
        let derived = record.resource.derived.iter().filter(move |(name, _)| self.fields.shows(kind, name));
        let extra = record.resource.extra.iter().filter(move |(name, _)| self.fields.shows_extra(kind, name));
        stored.map(move |name| (name, Cow::Borrowed(record.stored(name)))).chain(
            derived
                .chain(extra)
                .map(move |(name, derived)| (*name, record.derived(&self.scene, name, derived))),
        )
    }
}

/// One resource object.
pub struct Object<'r> {
    view: &'r View<'r>,
    record: Record<'r>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("id", self.record.id)?;
        object.serialize_entry("type", self.record.resource.kind)?;
        object.serialize_entry("attributes", &Attributes(self))?;
        if !self.record.resource.relationships.is_empty() {
            object.serialize_entry("relationships", &Relationships(self))?;
        }
        object.end()
    }
}

struct Attributes<'o, 'r>(&'o Object<'r>);

impl Serialize for Attributes<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.view.attributes(self.0.record))
    }
}

struct Relationships<'o, 'r>(&'o Object<'r>);

impl Serialize for Relationships<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (view, record) = (self.0.view, self.0.record);
        let shown = record.resource.relationships.iter().map(|(name, _)| *name);
        let shown = shown.filter(|name| view.fields.shows(record.resource.kind, name));
        serializer.collect_map(shown.map(|name| (name, Relationship(view.compound.linkage(record, name)))))
    }
}

struct Relationship<'o, 'r>(Option<&'o Linkage<'r>>);

#[derive(Serialize)]
struct Identifier<'r> {
    r#type: &'static str,
    id: &'r str,
}

fn identifier(record: Record<'_>) -> Identifier<'_> {
    Identifier { r#type: record.resource.kind, id: record.id }
}

impl Serialize for Relationship<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut relationship = serializer.serialize_map(Some(1))?;
        match self.0 {
            None => relationship.serialize_entry("meta", &json!({"included": false}))?,
            Some(Linkage::One(one)) => relationship.serialize_entry("data", &one.map(identifier))?,
            Some(Linkage::Many(many)) => {
                relationship.serialize_entry(
                    "data",
                    &many.iter().map(|there| identifier(*there)).collect::<Vec<_>>(),
                )?;
            }
        }
        relationship.end()
    }
}
