//! The form of each object.

use serde_json::Value;

use super::api::Api;

/// Each object's keys as the documentation has them.
const KEYS: &[(&str, &str)] = &[
    (
        "/v1/applications",
        "id candidate_id prospect applied_at rejected_at last_activity_at location source credited_to recruiter coordinator rejection_reason rejection_details jobs job_post_id status current_stage answers prospective_office prospective_department prospect_detail custom_fields keyed_custom_fields attachments",
    ),
    (
        "/v1/candidates",
        "id first_name last_name company title created_at updated_at last_activity is_private photo_url attachments application_ids phone_numbers addresses email_addresses website_addresses social_media_addresses recruiter coordinator can_email tags applications educations employments linked_user_ids custom_fields keyed_custom_fields",
    ),
    (
        "/v1/jobs",
        "id name requisition_id notes confidential status created_at opened_at closed_at updated_at is_template copied_from_id departments offices custom_fields keyed_custom_fields hiring_team openings",
    ),
    (
        "/v1/job_posts",
        "id title location internal external active live first_published_at job_id content internal_content updated_at created_at demographic_question_set_id questions",
    ),
    ("/v1/job_stages", "id name created_at updated_at active job_id priority interviews"),
    (
        "/v1/departments",
        "id name parent_id parent_department_external_id child_ids child_department_external_ids external_id",
    ),
    (
        "/v1/offices",
        "id name location primary_contact_user_id parent_id parent_office_external_id child_ids child_office_external_ids external_id",
    ),
    (
        "/v1/users",
        "id name first_name last_name primary_email_address updated_at created_at disabled site_admin emails employee_id linked_candidate_ids offices departments",
    ),
    (
        "/v1/custom_fields/candidate",
        "id name active field_type priority value_type private required require_approval trigger_new_version name_key description expose_in_job_board_api api_only offices departments template_token_string custom_field_options",
    ),
    ("/v1/sources", "id name type"),
    ("/v1/rejection_reasons", "id name type"),
    ("/v1/close_reasons", "id name"),
    ("/v1/tags/candidate", "id name"),
    ("/v1/prospect_pools", "id name active prospect_stages"),
];

fn keys(row: &Value) -> Vec<String> {
    let mut keys: Vec<_> = row.as_object().unwrap().keys().cloned().collect();
    keys.sort();
    keys
}

#[tokio::test]
async fn every_object_has_exactly_the_documented_keys() {
    let api = Api::seeded(100);
    for (path, expected) in KEYS {
        let rows = api.get(path).await;
        let mut expected: Vec<_> = expected.split(' ').collect();
        expected.sort_unstable();
        assert!(!rows.ids().is_empty(), "{path}");
        for row in rows.body.as_array().unwrap() {
            assert_eq!(keys(row), expected, "{path}");
        }
    }
}

#[tokio::test]
async fn one_record_is_the_same_as_in_its_list() {
    let api = Api::seeded(10);
    for list in [
        "applications",
        "candidates",
        "jobs",
        "job_stages",
        "departments",
        "offices",
        "users",
        "prospect_pools",
    ] {
        let rows = api.get(&format!("/v1/{list}")).await;
        let one = api.get(&format!("/v1/{list}/{}", rows.ids()[1])).await;
        assert_eq!(one.body, rows.body[1], "{list}");
        assert_eq!(api.get(&format!("/v1/{list}/1")).await.status, 404);
    }
    let field = api.get("/v1/custom_field/1000903").await;
    assert_eq!(field.body["custom_field_options"][2]["name"], "Polish");
    let options = api.get("/v1/custom_field/1000903/custom_field_options").await;
    assert_eq!(options.body, field.body["custom_field_options"]);
}

#[tokio::test]
async fn an_application_stands_under_its_person_and_says_why_it_was_rejected() {
    let api = Api::seeded(60);
    let id = api.first("applications", "status", "rejected");
    let shown = api.get(&format!("/v1/applications/{id}")).await.body;
    assert!(shown["rejection_reason"]["type"]["name"].is_string(), "{shown}");
    assert_eq!(keys(&shown["rejection_reason"]["type"]), ["id", "name"]);
    let person = api.get(&format!("/v1/candidates/{}", shown["candidate_id"])).await.body;
    assert!(person["applications"].as_array().unwrap().contains(&shown));
    assert!(person["application_ids"].as_array().unwrap().contains(&id.into()));
    let under_way = api.first("applications", "status", "in_process");
    let shown = api.get(&format!("/v1/applications/{under_way}")).await.body;
    assert_eq!((&shown["status"], &shown["rejection_reason"]), (&"active".into(), &Value::Null));
}

#[tokio::test]
async fn a_file_is_behind_a_link_that_ends_after_seven_days() {
    let api = Api::seeded(60);
    let attachment = api.row("attachments", api.first("attachments", "type", "resume"));
    let shown = api.get(&format!("/v1/applications/{}", attachment["application_id"])).await.body;
    let url = shown["attachments"][0]["url"].as_str().unwrap().to_owned();
    let path = url.strip_prefix("http://harvest.example.com").unwrap();
    let fetched = api.call("", "GET", path, &[], "").await;
    assert_eq!((fetched.status, fetched.header("content-type")), (200, "application/pdf"));
    assert!(fetched.text.starts_with("%PDF-"));
    assert_eq!(api.get(&path.replace("signature=", "signature=0")).await.status, 403);
    api.clock.advance(std::time::Duration::from_secs(7 * 24 * 3600));
    assert_eq!(api.get(path).await.status, 403);
}

#[tokio::test]
async fn the_stages_and_posts_of_a_job_are_its_own() {
    let api = Api::seeded(10);
    let job = api.first("jobs", "status", "open");
    for (path, rows) in [("stages", 6), ("job_posts", 1)] {
        let told = api.get(&format!("/v1/jobs/{job}/{path}")).await;
        assert_eq!(told.ids().len(), rows);
        assert!(told.body.as_array().unwrap().iter().all(|row| row["job_id"] == job));
        assert_eq!(api.get(&format!("/v1/jobs/1/{path}")).await.status, 404);
    }
    let post = api.get(&format!("/v1/jobs/{job}/job_post")).await;
    assert_eq!(post.body["job_id"], job);
}
