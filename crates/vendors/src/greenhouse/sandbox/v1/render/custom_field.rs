//! A custom field and its options.

use serde_json::{Value, json};

use super::{department, office};
use crate::greenhouse::sandbox::v1::scene::Scene;

/// The field with the options that can be chosen.
pub fn custom_field(scene: &Scene<'_>, row: &Value) -> Value {
    let mut options = scene.of_id("custom_field_options", "custom_field_id", &row["id"]);
    options.retain(|option| option["active"] != false);
    options.sort_by_key(|option| option["sort_order"].as_i64());
    json!({
        "id": row["id"],
        "name": row["name"],
        "active": row["active"],
        "field_type": row["field_type"],
        "priority": row["sort_order"],
        "value_type": row["value_type"],
        "private": row["private"],
        "required": row["required"],
        "require_approval": row["require_approval"],
        "trigger_new_version": row["trigger_new_version"],
        "name_key": row["name_key"],
        "description": row["description"],
        "expose_in_job_board_api": row["expose_in_job_board_api"],
        "api_only": row["api_only"],
        "offices": scene.each("offices", &row["_office_ids"], office),
        "departments": scene.each("departments", &row["_department_ids"], department),
        "template_token_string": row["template_token_string"],
        "custom_field_options": options.into_iter().map(|one| option(scene, one)).collect::<Value>(),
    })
}

/// One thing that can be chosen.
pub fn option(_: &Scene<'_>, row: &Value) -> Value {
    json!({
        "id": row["id"],
        "name": row["name"],
        "priority": row["sort_order"],
        "external_id": row["external_id"],
    })
}
