//! A department.

use serde_json::{Value, json};

use crate::greenhouse::sandbox::v1::scene::Scene;

/// The department with its place in the tree, by ids.
pub fn department(scene: &Scene<'_>, row: &Value) -> Value {
    let children = scene.of_id("departments", "parent_id", &row["id"]);
    json!({
        "id": row["id"],
        "name": row["name"],
        "parent_id": row["parent_id"],
        "parent_department_external_id": scene.to("departments", &row["parent_id"])["external_id"],
        "child_ids": children.iter().map(|child| child["id"].clone()).collect::<Value>(),
        "child_department_external_ids": external(&children),
        "external_id": row["external_id"],
    })
}

/// The ids that rows have elsewhere, of those that have one.
pub fn external(rows: &[&Value]) -> Value {
    rows.iter().map(|row| row["external_id"].clone()).filter(|id| !id.is_null()).collect()
}
