//! A user.

use serde_json::{Value, json};

use super::{custom, department, office};
use crate::greenhouse::sandbox::v1::scene::{Scene, list};

/// A user where another record names them.
pub fn reference(_: &Scene<'_>, row: &Value) -> Value {
    json!({
        "id": row["id"],
        "first_name": row["first_name"],
        "last_name": row["last_name"],
        "name": row["name"],
        "employee_id": row["employee_id"],
    })
}

/// The user.
pub fn user(scene: &Scene<'_>, row: &Value) -> Value {
    json!({
        "id": row["id"],
        "name": row["name"],
        "first_name": row["first_name"],
        "last_name": row["last_name"],
        "primary_email_address": row["primary_email"],
        "updated_at": row["updated_at"],
        "created_at": row["created_at"],
        "disabled": row["deactivated"],
        "site_admin": row["site_admin"],
        "emails": list(&row["emails"]),
        "employee_id": row["employee_id"],
        "linked_candidate_ids": list(&row["linked_candidate_ids"]),
        "offices": scene.each("offices", &row["office_ids"], office),
        "departments": scene.each("departments", &row["department_ids"], department),
    })
}

/// The user with their custom fields, as `user_attributes=true` asks for.
pub fn user_with_attributes(scene: &Scene<'_>, row: &Value) -> Value {
    let mut shown = user(scene, row);
    custom::add(&mut shown, &row["custom_fields"]);
    shown
}
