//! A remark in a person's feed.

use serde_json::{Value, json};

use super::reference;
use crate::greenhouse::sandbox::v1::scene::Scene;

/// The remark. Who may see it is told twice, once misspelt, as the vendor does.
pub fn note(scene: &Scene<'_>, row: &Value) -> Value {
    let visibility = match row["visibility"].as_str() {
        Some("admin_only_visible") => "admin_only",
        Some("privately_visible") => "private",
        _ => "public",
    };
    json!({
        "id": row["id"],
        "created_at": row["created_at"],
        "body": row["body"],
        "user": scene.shown(scene.to("users", &row["user_id"]), reference),
        "private": visibility == "private",
        "visiblity": visibility,
        "visibility": visibility,
    })
}
