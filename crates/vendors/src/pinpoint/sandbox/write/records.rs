//! Records in the documents: made, changed, removed.

use serde_json::{Map, Value, json};

use super::Write;

impl Write<'_> {
    /// A record.
    pub fn record(&self, kind: &str, id: &str) -> &Value {
        &self.documents["resources"][kind][id]
    }

    /// The next id. Documents that were written by hand may not count theirs.
    pub fn id(&mut self) -> String {
        let next = self.documents["next_id"].as_u64().unwrap_or_else(|| {
            let kinds = self.documents["resources"].as_object().into_iter().flatten();
            let ids = kinds.flat_map(|(_, records)| records.as_object().into_iter().flatten());
            ids.filter_map(|(id, _)| id.parse::<u64>().ok()).max().unwrap_or_default() + 1
        });
        self.documents["next_id"] = (next + 1).into();
        next.to_string()
    }

    /// Makes a record, now.
    pub fn add(&mut self, kind: &str, attributes: Map<String, Value>, rels: Value) -> String {
        let (id, time) = (self.id(), self.time());
        let mut record = json!({"id": id, "attributes": attributes, "rels": rels});
        record["attributes"]["created_at"] = time.clone();
        record["attributes"]["updated_at"] = time;
        if !self.documents["resources"][kind].is_object() {
            self.documents["resources"][kind] = json!({});
        }
        self.documents["resources"][kind][&id] = record;
        id
    }

    /// Sets attributes, and takes those away that are null. The record was changed now.
    pub fn set(&mut self, kind: &str, id: &str, attributes: Map<String, Value>) {
        let time = self.time();
        let Value::Object(kept) = &mut self.documents["resources"][kind][id]["attributes"] else { return };
        for (name, value) in attributes {
            if value.is_null() {
                kept.remove(&name);
            } else {
                kept.insert(name, value);
            }
        }
        kept.insert("updated_at".into(), time);
    }

    /// Lets a relationship to one lead elsewhere.
    pub fn relate(&mut self, kind: &str, id: &str, name: &str, to: Option<&str>) {
        self.documents["resources"][kind][id]["rels"][name] = to.into();
    }

    /// Removes a record.
    pub fn take(&mut self, kind: &str, id: &str) {
        if let Value::Object(records) = &mut self.documents["resources"][kind] {
            records.remove(id);
        }
    }

    /// Removes every record of a kind whose relationship of that name leads to a record of this kind and id.
    pub fn take_all(&mut self, kind: &str, name: &str, to: (&str, &str)) {
        if let Value::Object(records) = &mut self.documents["resources"][kind] {
            records.retain(|_, record| !leads(record, name, to));
        }
    }

    /// Whether a relationship of that name leads from any record of a kind to this one.
    pub fn is_used(&self, kind: &str, name: &str, to: (&str, &str)) -> bool {
        let mut records = self.documents["resources"][kind].as_object().into_iter().flatten();
        records.any(|(_, record)| leads(record, name, to))
    }
}

fn leads(record: &Value, name: &str, (kind, id): (&str, &str)) -> bool {
    match &record["rels"][name] {
        Value::String(to) => to == id,
        to => to["type"] == kind && to["id"] == id,
    }
}
