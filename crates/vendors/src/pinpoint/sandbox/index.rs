//! What is worked out of the documents once, for all calls until the documents change: the rows of a kind with their
//! times, and the ways back from a record to those that lead to it. Without it each page of a large tenant would
//! look at every record of every kind that comes along.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use connect::World;
use jiff::Timestamp;
use serde_json::Value;

use super::{documents, moment, schema::Resource};

/// The times that lists are sorted and narrowed by.
pub const TIMES: [&str; 3] = ["created_at", "updated_at", "opened_at"];

/// One record, as far as its place in a list goes.
pub struct Row {
    /// Its id as a number.
    pub number: u64,
    /// Its id.
    pub id: Box<str>,
    times: [Option<Timestamp>; TIMES.len()],
}

impl Row {
    /// One of [`TIMES`].
    pub fn time(&self, name: &str) -> Option<Timestamp> {
        TIMES.iter().position(|known| *known == name).and_then(|place| self.times[place])
    }
}

/// The records that lead to each record, by ids, in order.
pub type Ways = HashMap<Box<str>, Vec<Box<str>>>;

/// Keeps the snapshot of the newest generation.
#[derive(Default)]
pub struct Index(Mutex<(u64, Arc<Snapshot>)>);

impl Index {
    /// What is known of the documents as they are. To be asked inside [`World::read`].
    pub fn now(&self, world: &World) -> Arc<Snapshot> {
        let mut newest = lock(&self.0);
        if newest.0 != world.generation() {
            *newest = (world.generation(), Arc::default());
        }
        Arc::clone(&newest.1)
    }
}

/// What was worked out of one generation of the documents so far.
#[derive(Default)]
pub struct Snapshot {
    rows: Mutex<HashMap<&'static str, Arc<Vec<Row>>>>,
    ways: Mutex<HashMap<[&'static str; 3], Arc<Ways>>>,
}

impl Snapshot {
    /// Every record of a kind, by ascending id.
    pub fn rows(&self, documents: &Value, resource: &'static Resource) -> Arc<Vec<Row>> {
        let mut known = lock(&self.rows);
        let rows = known.entry(resource.kind).or_insert_with(|| Arc::new(rows(documents, resource)));
        Arc::clone(rows)
    }

    /// For each record of `to`, those of `from` whose relationship leads to it.
    pub fn ways(
        &self,
        documents: &Value,
        from: &'static Resource,
        relationship: &'static str,
        to: &'static Resource,
    ) -> Arc<Ways> {
        let mut known = lock(&self.ways);
        let key = [from.kind, relationship, to.kind];
        Arc::clone(known.entry(key).or_insert_with(|| Arc::new(ways(documents, from, relationship, to))))
    }
}

fn rows(documents: &Value, resource: &'static Resource) -> Vec<Row> {
    let all = documents::all(documents, resource).map(|record| Row {
        number: record.number(),
        id: record.id.into(),
        times: TIMES.map(|name| moment::stored(record.stored(name))),
    });
    let mut rows: Vec<_> = all.collect();
    rows.sort_unstable_by_key(|row| row.number);
    rows
}

fn ways(documents: &Value, from: &'static Resource, relationship: &str, to: &Resource) -> Ways {
    let mut ways: HashMap<&str, Vec<(u64, &str)>> = HashMap::new();
    for record in documents::all(documents, from) {
        if let Some(id) = record.leads_to(relationship, to) {
            ways.entry(id).or_default().push((record.number(), record.id));
        }
    }
    let ordered = ways.into_iter().map(|(id, mut records)| {
        records.sort_unstable();
        (id.into(), records.into_iter().map(|(_, id)| id.into()).collect())
    });
    ordered.collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use connect::clock::SystemClock;
    use serde_json::json;

    use super::*;
    use crate::pinpoint::sandbox::resources::{applications::APPLICATIONS, comments::COMMENTS, jobs::JOBS};

    fn documents() -> Value {
        let application =
            json!({"attributes": {"updated_at": "2026-03-01T10:00:00+00:00"}, "rels": {"job": "1"}});
        json!({"resources": {
            "applications": {"9": application, "10": application},
            "comments": {
                "1": {"rels": {"commentable": {"type": "applications", "id": "9"}}},
                "2": {"rels": {"commentable": {"type": "candidates", "id": "9"}}},
            },
        }})
    }

    #[test]
    fn rows_and_ways_are_in_the_order_of_ids() {
        let (documents, snapshot) = (documents(), Snapshot::default());
        let rows = snapshot.rows(&documents, &APPLICATIONS);
        assert_eq!(rows.iter().map(|row| &*row.id).collect::<Vec<_>>(), ["9", "10"]);
        assert_eq!(rows[0].time("updated_at"), Some("2026-03-01T10:00:00Z".parse().unwrap()));
        assert_eq!(rows[0].time("created_at"), None);
        let ways = snapshot.ways(&documents, &APPLICATIONS, "job", &JOBS);
        assert_eq!(ways["1"].iter().map(|id| &**id).collect::<Vec<_>>(), ["9", "10"]);
        let ways = snapshot.ways(&documents, &COMMENTS, "commentable", &APPLICATIONS);
        assert_eq!(ways["9"].len(), 1);
    }

    #[test]
    fn a_change_makes_it_forget() {
        let world = World::new(documents(), Arc::new(SystemClock));
        let index = Index::default();
        let count = || world.read(|documents| index.now(&world).rows(documents, &APPLICATIONS).len());
        assert_eq!((count(), count()), (2, 2));
        world.change(|documents| documents["resources"]["applications"]["11"] = json!({}));
        assert_eq!(count(), 3);
    }
}
