//! Brings related records along: each is found once, whichever ways lead to it.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{
    documents::{self, Record},
    index::Snapshot,
    query::Include,
    schema::Link,
};

type Key<'a> = (&'static str, &'a str);

/// What the relationships that were followed lead to.
#[derive(Default)]
pub struct Compound<'a> {
    /// The records that are not among the primary ones, in the order in which they were found.
    pub included: Vec<Record<'a>>,
    seen: HashSet<Key<'a>>,
    links: HashMap<Key<'a>, Vec<(&'static str, Linkage<'a>)>>,
}

/// What one relationship of one record leads to.
#[derive(Clone)]
pub enum Linkage<'a> {
    /// One, or none.
    One(Option<Record<'a>>),
    /// Several, or none.
    Many(Vec<Record<'a>>),
}

impl<'a> Linkage<'a> {
    /// The records.
    pub fn records(&self) -> &[Record<'a>] {
        match self {
            Self::One(one) => one.as_slice(),
            Self::Many(many) => many,
        }
    }

    /// Each record as something else, in the same form.
    pub fn map(&self, to: impl Fn(Record<'a>) -> Value) -> Value {
        match self {
            Self::One(one) => one.map_or(Value::Null, to),
            Self::Many(many) => many.iter().map(|record| to(*record)).collect(),
        }
    }
}

impl<'a> Compound<'a> {
    /// Follows the relationships of some records of one kind.
    pub fn of(documents: &'a Value, snapshot: &Snapshot, primary: &[Record<'a>], include: &Include) -> Self {
        let mut compound = Self::default();
        if !include.is_empty() {
            compound.seen.extend(primary.iter().map(|record| key(*record)));
            compound.follow(documents, snapshot, primary, include);
        }
        compound
    }

    /// What a relationship of a record leads to, if it was followed.
    pub fn linkage(&self, record: Record<'a>, name: &str) -> Option<&Linkage<'a>> {
        let links = self.links.get(&key(record))?;
        links.iter().find(|(known, _)| *known == name).map(|(_, linkage)| linkage)
    }

    fn follow(
        &mut self,
        documents: &'a Value,
        snapshot: &Snapshot,
        records: &[Record<'a>],
        include: &Include,
    ) {
        let Some(resource) = records.first().map(|record| record.resource) else { return };
        for (name, link, behind) in include.of(resource) {
            let found = records.iter().map(|record| follow(documents, snapshot, *record, name, link));
            let found: Vec<_> = found.collect();
            let mut next: Vec<(&'static str, Vec<Record<'a>>)> = vec![];
            let mut passed = HashSet::new();
            for (record, linkage) in records.iter().zip(found) {
                for there in linkage.records() {
                    if self.seen.insert(key(*there)) {
                        self.included.push(*there);
                    }
                    if passed.insert(key(*there)) {
                        put(&mut next, *there);
                    }
                }
                let links = self.links.entry(key(*record)).or_default();
                if !links.iter().any(|(known, _)| *known == name) {
                    links.push((name, linkage));
                }
            }
            for (_, records) in next {
                self.follow(documents, snapshot, &records, behind);
            }
        }
    }
}

fn key(record: Record<'_>) -> Key<'_> {
    (record.resource.kind, record.id)
}

/// Puts a record among those of its kind.
fn put<'a>(kinds: &mut Vec<(&'static str, Vec<Record<'a>>)>, record: Record<'a>) {
    match kinds.iter_mut().find(|(kind, _)| *kind == record.resource.kind) {
        Some((_, records)) => records.push(record),
        None => kinds.push((record.resource.kind, vec![record])),
    }
}

/// What a relationship of a record leads to.
fn follow<'a>(
    documents: &'a Value,
    snapshot: &Snapshot,
    record: Record<'a>,
    name: &str,
    link: &'static Link,
) -> Linkage<'a> {
    match link {
        Link::One(_) | Link::Any(_) => Linkage::One(record.one(documents, name)),
        Link::Kept(resource) => {
            let ids = record.document["rels"][name].as_array().into_iter().flatten();
            Linkage::Many(ids.filter_map(|id| documents::find(documents, resource, id.as_str()?)).collect())
        }
        Link::Many(resource, by) => {
            let ways = snapshot.ways(documents, resource, by, record.resource);
            let ids = ways.get(record.id).into_iter().flatten();
            Linkage::Many(ids.filter_map(|id| documents::find(documents, resource, id)).collect())
        }
        Link::Unbuilt => Linkage::Many(vec![]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pinpoint::sandbox::resources::applications::APPLICATIONS;

    #[test]
    fn a_record_that_two_ways_lead_to_comes_along_once() {
        let documents = json!({"resources": {
            "jobs": {"1": {"rels": {}}},
            "candidates": {"4": {"rels": {}}},
            "applications": {
                "5": {"rels": {"job": "1", "candidate": "4"}},
                "6": {"rels": {"job": "1", "candidate": "4"}},
                "17": {"rels": {"job": "1", "candidate": "4"}},
            },
        }});
        let primary: Vec<_> =
            ["5", "6"].iter().map(|id| documents::find(&documents, &APPLICATIONS, id).unwrap()).collect();
        let include = Include::parse(&APPLICATIONS, "job,candidate.applications").unwrap();
        let compound = Compound::of(&documents, &Snapshot::default(), &primary, &include);
        let included: Vec<_> = compound.included.iter().map(|record| key(*record)).collect();
        assert_eq!(included, [("jobs", "1"), ("candidates", "4"), ("applications", "17")]);
        let back = compound.linkage(compound.included[1], "applications").unwrap();
        assert_eq!(back.records().iter().map(|record| record.id).collect::<Vec<_>>(), ["5", "6", "17"]);
        assert!(compound.linkage(primary[0], "stage").is_none());
    }
}
