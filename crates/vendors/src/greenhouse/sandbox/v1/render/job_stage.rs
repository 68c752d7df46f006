//! A stage of a job.

use serde_json::{Value, json};

use crate::greenhouse::sandbox::v1::scene::{Scene, list};

/// The stage with its interviews.
pub fn job_stage(_: &Scene<'_>, row: &Value) -> Value {
    json!({
        "id": row["id"],
        "name": row["name"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "active": row["active"],
        "job_id": row["job_id"],
        "priority": row["sort_order"],
        "interviews": list(&row["_interviews"]),
    })
}
