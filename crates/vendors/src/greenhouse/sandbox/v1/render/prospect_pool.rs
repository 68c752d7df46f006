//! A pool of prospects.

use serde_json::{Value, json};

use super::named;
use crate::greenhouse::sandbox::v1::scene::Scene;

/// The pool with its stages in order.
pub fn prospect_pool(scene: &Scene<'_>, row: &Value) -> Value {
    let mut stages = scene.of_id("prospect_pool_stages", "prospect_pool_id", &row["id"]);
    stages.sort_by_key(|stage| stage["sort_order"].as_i64());
    json!({
        "id": row["id"],
        "name": row["name"],
        "active": row["active"],
        "prospect_stages": stages.into_iter().map(|stage| named(scene, stage)).collect::<Value>(),
    })
}
