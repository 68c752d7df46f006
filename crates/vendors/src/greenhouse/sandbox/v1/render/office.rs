//! An office.

use serde_json::{Value, json};

use super::department::external;
use crate::greenhouse::sandbox::v1::scene::Scene;

/// The office with its place in the tree, by ids.
pub fn office(scene: &Scene<'_>, row: &Value) -> Value {
    let children = scene.of_id("offices", "parent_id", &row["id"]);
    json!({
        "id": row["id"],
        "name": row["name"],
        "location": {"name": row["location"]},
        "primary_contact_user_id": row["primary_in_house_contact_user_id"],
        "parent_id": row["parent_id"],
        "parent_office_external_id": scene.to("offices", &row["parent_id"])["external_id"],
        "child_ids": children.iter().map(|child| child["id"].clone()).collect::<Value>(),
        "child_office_external_ids": external(&children),
        "external_id": row["external_id"],
    })
}
