//! Files behind links that end.

use serde_json::json;

use super::caller::Api;
use crate::pinpoint::sandbox::seed;

#[tokio::test]
async fn a_resume_is_fetched_by_its_link_until_the_link_ends() {
    let api = Api::seeded(40);
    let list = api.json("/api/v1/applications?extra_fields[applications]=attachments&page[size]=100").await;
    let rows = list["data"].as_array().unwrap();
    let file = rows.iter().find_map(|row| row["attributes"]["attachments"].get(0)).unwrap();
    assert_eq!((&file["context"], &file["name"]), (&json!("pdf_cv"), &file["filename"]));
    let link = file["url"].as_str().unwrap().strip_prefix("http://ats.test").unwrap();

    let (status, kind, paper) = api.fetch(link).await;
    assert_eq!((status, kind.as_str()), (200, "application/pdf"));
    assert!(paper.starts_with(b"%PDF-"));
    let altered = link.replacen("redirect/", "redirect/1", 1);
    assert_eq!(api.fetch(&altered).await.0, 403);
    api.clock.advance(std::time::Duration::from_secs(301));
    assert_eq!(api.fetch(link).await.0, 403);
}

#[tokio::test]
async fn the_seeded_tenant_shows_each_kind_to_the_key_of_everything() {
    let api = Api::seeded(40);
    assert_eq!(api.world.read(|documents| documents["keys"][0]["key"].clone()), seed::FULL_ACCESS_KEY);
    for path in [
        "jobs?include=stages,department,division,location,questions,custom_attributes.custom_field",
        "applications?include=job,stage,candidate,answers,answers.question,offers,offers.creator,comments",
        "applications?include=custom_attributes.custom_field&extra_fields[applications]=tags",
        "candidates?include=custom_attributes&stats[total]=count",
        "custom_fields?include=custom_field_options",
        "custom_attributes?include=custom_field",
        "hiring_workflows?include=stages",
        "comments",
        "departments",
        "divisions",
        "locations",
        "structure_links",
        "structure_custom_group_ones",
        "users",
        "questions",
        "job_postings",
        "job_seekers",
    ] {
        let list = api.json(&format!("/api/v1/{path}")).await;
        assert!(path == "job_seekers" || !list["data"].as_array().unwrap().is_empty(), "{path}");
    }
}
