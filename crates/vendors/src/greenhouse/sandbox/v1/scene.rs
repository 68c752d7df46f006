//! What a record is shown from.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::call::Call;
use crate::greenhouse::sandbox::rows::{self, Snapshot};

/// The documents as they are now, and what was worked out of them.
pub struct Scene<'a> {
    /// The documents.
    pub documents: &'a Value,
    /// What was worked out of them.
    pub index: Arc<Snapshot>,
    /// Scheme and host for links.
    pub base: &'a str,
    /// The sandbox's time, from which links last.
    pub now: Timestamp,
}

/// How a row is shown.
pub type Render = fn(&Scene<'_>, &Value) -> Value;

impl<'a> Scene<'a> {
    /// The scene of a call. To be made inside [`connect::World::read`].
    pub fn of(call: &'a Call<'_>, documents: &'a Value) -> Self {
        let index = call.desk.index.now(call.world());
        Self { documents, index, base: &call.base, now: call.now }
    }

    /// The row that an id leads to; null where it leads nowhere.
    pub fn to(&self, table: &str, id: &Value) -> &'a Value {
        id.as_u64().and_then(|id| rows::find(self.documents, table, id)).unwrap_or(&Value::Null)
    }

    /// The rows of a table that lead to an id, ascending.
    pub fn of_id(&self, table: &'static str, key: &'static str, id: &Value) -> Vec<&'a Value> {
        let ways = self.index.ways(self.documents, table, key);
        let ids = id.as_u64().and_then(|id| ways.get(&id)).into_iter().flatten();
        ids.filter_map(|id| rows::find(self.documents, table, *id)).collect()
    }

    /// The rows behind a list of ids, each as it is shown.
    pub fn each(&self, table: &str, ids: &Value, render: Render) -> Value {
        let ids = ids.as_array().into_iter().flatten();
        ids.map(|id| self.to(table, id)).filter(|row| !row.is_null()).map(|row| render(self, row)).collect()
    }

    /// Shows what is there; null where nothing is.
    pub fn shown(&self, row: &Value, render: Render) -> Value {
        if row.is_null() { Value::Null } else { render(self, row) }
    }
}

/// An array where a row has one, empty where it has none.
pub fn list(value: &Value) -> Value {
    if value.is_array() { value.clone() } else { json!([]) }
}
