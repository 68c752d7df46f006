//! The state of the stand-in: tables of rows, and the ways from a row to those that lead to it.
//!
//! A table is named as the list of v3 that shows it, `rows.candidates` for example, and holds its rows by id. A row is
//! what v3 shows of it, key for key. What only v1 shows, or nobody, stands in keys that begin with an underscore. All
//! ids are numbers of seven digits given in rising order, one id to one row whatever its table, so that the order of
//! the keys is the order of the ids.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use connect::World;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The first id that is given.
pub const FIRST_ID: u64 = 1_000_001;

/// The rows of a table by id, ascending.
pub fn table<'a>(documents: &'a Value, name: &str) -> impl DoubleEndedIterator<Item = (u64, &'a Value)> {
    let rows = documents["rows"][name].as_object().into_iter().flatten();
    rows.filter_map(|(id, row)| Some((id.parse().ok()?, row)))
}

/// One row.
pub fn find<'a>(documents: &'a Value, name: &str, id: u64) -> Option<&'a Value> {
    documents["rows"][name].get(id.to_string())
}

/// One row, to be changed.
pub fn find_mut<'a>(documents: &'a mut Value, name: &str, id: u64) -> Option<&'a mut Map<String, Value>> {
    documents["rows"][name].get_mut(id.to_string())?.as_object_mut()
}

/// Gives the next id.
pub fn next_id(documents: &mut Value) -> u64 {
    let id = documents["next_id"].as_u64().unwrap_or(FIRST_ID);
    documents["next_id"] = json!(id + 1);
    id
}

/// Adds a row and gives its id, which is set in it.
pub fn add(documents: &mut Value, name: &str, mut row: Value) -> u64 {
    let id = next_id(documents);
    row["id"] = json!(id);
    documents["rows"][name][id.to_string()] = row;
    id
}

/// The rows that lead to each row, by ids, ascending.
pub type Ways = HashMap<u64, Vec<u64>>;

/// A time of each row of a table, in the order of ids.
pub type Times = Vec<Option<Timestamp>>;

/// Keeps what was worked out of the newest generation of the documents. Without it each page of a large tenant would
/// look at every row.
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
    ids: Mutex<HashMap<&'static str, Arc<Vec<u64>>>>,
    ways: Mutex<HashMap<[&'static str; 2], Arc<Ways>>>,
    times: Mutex<HashMap<[&'static str; 2], Arc<Times>>>,
}

impl Snapshot {
    /// Every id of a table, ascending.
    pub fn ids(&self, documents: &Value, name: &'static str) -> Arc<Vec<u64>> {
        let mut known = lock(&self.ids);
        let ids = || Arc::new(table(documents, name).map(|(id, _)| id).collect());
        Arc::clone(known.entry(name).or_insert_with(ids))
    }

    /// For each id that stands in `key` of the rows of a table, the ids of those rows: `("applications",
    /// "candidate_id")` gives each candidate's applications.
    pub fn ways(&self, documents: &Value, name: &'static str, key: &'static str) -> Arc<Ways> {
        let mut known = lock(&self.ways);
        Arc::clone(known.entry([name, key]).or_insert_with(|| Arc::new(ways(documents, name, key))))
    }

    /// The time that stands in `key` of each row of a table, in the order of [`Snapshot::ids`].
    pub fn times(&self, documents: &Value, name: &'static str, key: &'static str) -> Arc<Times> {
        let mut known = lock(&self.times);
        let time = |row: &Value| row[key].as_str().and_then(|time| time.parse().ok());
        let times = || Arc::new(table(documents, name).map(|(_, row)| time(row)).collect());
        Arc::clone(known.entry([name, key]).or_insert_with(times))
    }
}

fn ways(documents: &Value, name: &str, key: &str) -> Ways {
    let mut ways = Ways::new();
    for (id, row) in table(documents, name) {
        if let Some(to) = row[key].as_u64() {
            ways.entry(to).or_default().push(id);
        }
    }
    ways
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use connect::clock::SystemClock;

    use super::*;

    fn documents() -> Value {
        let mut documents = json!({});
        let candidate = add(&mut documents, "candidates", json!({"first_name": "Ida"}));
        for _ in 0..2 {
            add(&mut documents, "applications", json!({"candidate_id": candidate}));
        }
        documents
    }

    #[test]
    fn rows_and_ways_are_in_the_order_of_ids() {
        let (documents, snapshot) = (documents(), Snapshot::default());
        assert_eq!(*snapshot.ids(&documents, "applications"), [FIRST_ID + 1, FIRST_ID + 2]);
        let ways = snapshot.ways(&documents, "applications", "candidate_id");
        assert_eq!(ways[&FIRST_ID], [FIRST_ID + 1, FIRST_ID + 2]);
        assert_eq!(find(&documents, "candidates", FIRST_ID).unwrap()["first_name"], "Ida");
    }

    #[test]
    fn a_change_makes_it_forget() {
        let world = World::new(documents(), Arc::new(SystemClock));
        let index = Index::default();
        let count = || world.read(|documents| index.now(&world).ids(documents, "applications").len());
        assert_eq!((count(), count()), (2, 2));
        world.change(|documents| add(documents, "applications", json!({})));
        assert_eq!(count(), 3);
    }
}
