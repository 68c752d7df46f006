//! The stages of a job, and an application's way through them.

use serde_json::{Value, json};

use super::Write;
use crate::greenhouse::sandbox::{rows, v3::moment};

/// The ids of a job's stages that are in use, in their order.
pub fn of_job(documents: &Value, job: u64) -> Vec<u64> {
    let mut stages: Vec<(i64, u64)> = rows::table(documents, "job_interview_stages")
        .filter(|(_, stage)| stage["job_id"] == job && stage["active"] == true)
        .map(|(id, stage)| (stage["sort_order"].as_i64().unwrap_or_default(), id))
        .collect();
    stages.sort_unstable();
    stages.into_iter().map(|(_, id)| id).collect()
}

/// Puts an application into a stage, and keeps how long it was in the one before.
pub fn enter(write: &mut Write, application: u64, stage: u64) {
    let time = write.time();
    let is_current = |row: &Value| row["application_id"] == application && row["current"] == true;
    let left: Vec<(u64, i64)> = rows::table(write.documents, "application_stages")
        .filter(|(_, row)| is_current(row))
        .map(|(id, row)| {
            let entered = row["entered_at"].as_str().and_then(moment::asked).unwrap_or(write.now);
            (id, write.now.duration_since(entered).as_hours() / 24)
        })
        .collect();
    for (id, days) in left {
        let keys = [("exited_at", time.clone()), ("current", json!(false)), ("days_in_stage", json!(days))];
        write.set("application_stages", id, keys);
        write.touch("application_stages", id);
    }
    write.add(
        "application_stages",
        json!({
            "application_id": application, "job_interview_stage_id": stage, "entered_at": time, "exited_at": null,
            "days_in_stage": 0, "current": true,
        }),
    );
    let name = rows::find(write.documents, "job_interview_stages", stage).map(|stage| stage["name"].clone());
    write.set("applications", application, [("stage_id", json!(stage)), ("stage_name", json!(name))]);
}
