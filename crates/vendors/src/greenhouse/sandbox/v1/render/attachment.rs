//! A file of an application.

use serde_json::{Value, json};

use crate::greenhouse::sandbox::{files, v1::scene::Scene};

/// The attachment with a link that lasts seven days.
pub fn attachment(scene: &Scene<'_>, row: &Value) -> Value {
    let id = row["id"].as_u64().unwrap_or_default();
    json!({
        "filename": row["filename"],
        "url": files::link(scene.documents, scene.base, scene.now, id),
        "type": row["type"],
        "created_at": row["created_at"],
    })
}
