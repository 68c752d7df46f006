//! A candidate.

use serde_json::{Value, json};

use super::{application, attachment, custom, reference};
use crate::greenhouse::sandbox::v1::scene::{Scene, list};

/// The person with all their applications.
pub fn candidate(scene: &Scene<'_>, row: &Value) -> Value {
    let id = &row["id"];
    let applications = scene.of_id("applications", "candidate_id", id);
    let attachments = scene.of_id("attachments", "candidate_id", id);
    let user = |key: &str| scene.shown(scene.to("users", &row[key]), reference);
    let mut shown = json!({
        "id": id,
        "first_name": row["first_name"],
        "last_name": row["last_name"],
        "company": row["company"],
        "title": row["title"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "last_activity": row["last_activity_at"],
        "is_private": row["private"],
        "photo_url": row["_photo_url"],
        "attachments": attachments.into_iter().map(|file| attachment(scene, file)).collect::<Value>(),
        "application_ids": applications.iter().map(|one| one["id"].clone()).collect::<Value>(),
        "recruiter": user("_recruiter_id"),
        "coordinator": user("_coordinator_id"),
        "can_email": row["can_email"],
        "tags": list(&row["tags"]),
        "applications": applications.into_iter().map(|one| application(scene, one)).collect::<Value>(),
        "educations": list(&row["_educations"]),
        "employments": list(&row["_employments"]),
        "linked_user_ids": list(&row["linked_user_ids"]),
    });
    for contacts in
        ["phone_numbers", "addresses", "email_addresses", "website_addresses", "social_media_addresses"]
    {
        shown[contacts] = list(&row[contacts]);
    }
    custom::add(&mut shown, &row["custom_fields"]);
    shown
}
