//! A job.

use serde_json::{Value, json};

use super::{custom, department, named, office, reference};
use crate::greenhouse::sandbox::v1::scene::Scene;

/// The job with its departments, offices, team and openings. v3 knows one department a job, so that there is one.
pub fn job(scene: &Scene<'_>, row: &Value) -> Value {
    let team = |role: &str| scene.each("users", &row["_hiring_team"][role], reference);
    let openings = scene.of_id("openings", "job_id", &row["id"]);
    let mut shown = json!({
        "id": row["id"],
        "name": row["name"],
        "requisition_id": row["requisition_id"],
        "notes": row["notes"],
        "confidential": row["confidential"],
        "status": row["status"],
        "created_at": row["created_at"],
        "opened_at": row["opened_at"],
        "closed_at": row["closed_at"],
        "updated_at": row["updated_at"],
        "is_template": row["is_template"],
        "copied_from_id": row["copied_from_id"],
        "departments": scene.each("departments", &json!([row["department_id"]]), department),
        "offices": scene.each("offices", &row["office_ids"], office),
        "hiring_team": {
            "hiring_managers": team("hiring_managers"),
            "recruiters": team("recruiters"),
            "coordinators": team("coordinators"),
            "sourcers": team("sourcers"),
        },
        "openings": openings.into_iter().map(|one| opening(scene, one)).collect::<Value>(),
    });
    custom::add(&mut shown, &row["custom_fields"]);
    shown
}

fn opening(scene: &Scene<'_>, row: &Value) -> Value {
    json!({
        "id": row["id"],
        "opening_id": row["opening_id"],
        "status": if row["open"] == true { "open" } else { "closed" },
        "opened_at": row["opened_at"],
        "closed_at": row["closed_at"],
        "application_id": row["application_id"],
        "close_reason": scene.shown(scene.to("close_reasons", &row["close_reason_id"]), named),
    })
}
