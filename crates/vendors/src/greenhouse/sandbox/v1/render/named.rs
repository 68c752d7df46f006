//! Records of which little more than a name is told: tags, close reasons, sources, rejection reasons.

use serde_json::{Value, json};

use crate::greenhouse::sandbox::v1::scene::Scene;

/// `{id, name}`: a tag, a close reason, or any record where another names it.
pub fn named(_: &Scene<'_>, row: &Value) -> Value {
    json!({"id": row["id"], "name": row["name"]})
}

/// `{id, name, type}`: a source or a rejection reason.
pub fn typed(_: &Scene<'_>, row: &Value) -> Value {
    let kind = &row["type"];
    let kind = if kind.is_null() { Value::Null } else { json!({"id": kind["id"], "name": kind["name"]}) };
    json!({"id": row["id"], "name": row["name"], "type": kind})
}
