//! What is published of a job.

use serde_json::{Value, json};

use crate::greenhouse::sandbox::v1::scene::Scene;

/// The post. Its place is that of the job's first office.
pub fn job_post(scene: &Scene<'_>, row: &Value) -> Value {
    let job = scene.to("jobs", &row["job_id"]);
    let questions = row["questions"].as_array().into_iter().flatten();
    json!({
        "id": row["id"],
        "title": row["title"],
        "location": location(row, scene.to("offices", &job["office_ids"][0])),
        "internal": row["internal"],
        "external": row["internal"] != true,
        "active": row["active"],
        "live": row["live"],
        "first_published_at": row["first_published_at"],
        "job_id": row["job_id"],
        "content": row["content"],
        "internal_content": row["internal_content"],
        "updated_at": row["updated_at"],
        "created_at": row["created_at"],
        "demographic_question_set_id": row["demographic_question_set_id"],
        "questions": questions.map(question).collect::<Value>(),
    })
}

fn location(post: &Value, office: &Value) -> Value {
    json!({
        "id": post["id"],
        "name": if office["location"].is_null() { &office["name"] } else { &office["location"] },
        "office_id": office["id"],
        "job_post_custom_location_id": null,
        "job_post_location_type": {"id": 1, "name": "Free Text"},
    })
}

fn question(row: &Value) -> Value {
    let options = row["options"].as_array().into_iter().flatten();
    let value = |option: &Value| json!({"value": option["id"], "label": option["label"]});
    json!({
        "required": row["required"],
        "private": row["private"],
        "label": row["label"],
        "name": row["name"],
        "type": row["answer_type"],
        "values": options.map(value).collect::<Value>(),
        "description": row["description"],
    })
}
