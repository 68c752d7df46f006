//! Lists: their order, their pages, what they are narrowed by.

use serde_json::{Value, json};

use super::{caller::Api, world::documents};
use crate::greenhouse::sandbox::v3::lists::LISTS;

/// The tags 60 and 700 to 704.
fn tags() -> Api {
    let mut documents = documents();
    for id in 700..705 {
        documents["rows"]["candidate_tags"][id.to_string()] = json!({"id": id, "name": format!("t{id}")});
    }
    Api::over(documents)
}

async fn refused(api: &Api, path: &str) -> Value {
    let told = api.get(path).await;
    assert_eq!((told.status, &told.body["message"]), (422, &json!("Unprocessable Content")), "{path}");
    told.body["errors"].clone()
}

#[tokio::test]
async fn rows_run_from_the_newest_down_and_the_link_leads_on() {
    let api = tags();
    let first = api.get("/v3/candidate_tags?per_page=4&fields=id").await;
    assert_eq!(first.body, json!([{"id": 704}, {"id": 703}, {"id": 702}, {"id": 701}]));
    let link = first.header("link").unwrap().to_owned();
    let next = link.strip_prefix("<http://ats.test").unwrap().strip_suffix(">; rel=\"next\"").unwrap();
    // A row that is made meanwhile moves nothing.
    api.done("POST", "/v3/candidate_tags", json!({"name": "New"}), 201).await;
    let second = api.get(next).await;
    assert_eq!((&second.body, second.header("link")), (&json!([{"id": 700}, {"id": 60}]), None));
    let beside = refused(&api, &format!("{next}&per_page=4")).await;
    assert_eq!(beside, json!(["When passing a cursor, do not include other query params."]));
    let elsewhere = next.replace("candidate_tags", "sources");
    assert_eq!(refused(&api, &elsewhere).await, json!([{"cursor": "is not a cursor of this list"}]));
}

#[tokio::test]
async fn a_whole_last_page_has_no_link() {
    let api = tags();
    assert_eq!(api.get("/v3/candidate_tags?per_page=6").await.header("link"), None);
    assert!(api.get("/v3/candidate_tags?per_page=5").await.header("link").is_some());
}

#[tokio::test]
async fn what_is_hidden_is_not_shown() {
    let api = Api::over(documents());
    let row = api.row("candidates", 20).await;
    assert_eq!((row.get("_note"), &row["first_name"]), (None, &json!("Ida")));
    assert_eq!(api.ids("/v3/users").await, [2, 1]);
    assert_eq!(api.ids("/v3/users?show_service_accounts=true").await, [3, 2, 1]);
}

#[tokio::test]
async fn a_parameter_that_is_not_known_is_refused() {
    let api = Api::over(documents());
    assert_eq!(
        refused(&api, "/v3/applications?candidate_id=1").await,
        json!(["Invalid query params: candidate_id"])
    );
    assert_eq!(refused(&api, "/v3/jobs?x=1&page=2").await, json!(["Invalid query params: page, x"]));
    let per_page = refused(&api, "/v3/jobs?per_page=600").await;
    assert_eq!(per_page, json!([{"per_page": "`600` number is greater than: 500"}]));
    assert_eq!(
        refused(&api, "/v3/jobs?per_page=0").await,
        json!([{"per_page": "`0` number is less than: 1"}])
    );
    let ids = vec!["1"; 51].join(",");
    let many = json!([{"candidate_ids": "array size is greater than: 50"}]);
    assert_eq!(refused(&api, &format!("/v3/applications?candidate_ids={ids}")).await, many);
    assert_eq!(refused(&api, "/v3/jobs?ids=x").await, json!([{"ids": "`x` is not an integer"}]));
    let fields = json!([{"fields": "`applied_at` is not one of the keys of applications"}]);
    assert_eq!(refused(&api, "/v3/applications?fields=applied_at").await, fields);
    let status = json!([{"status": "`in_process` is not one of: active, rejected, hired, converted"}]);
    assert_eq!(refused(&api, "/v3/applications?status=in_process").await, status);
}

#[tokio::test]
async fn a_list_is_narrowed() {
    let api = Api::over(documents());
    for (path, expected) in [
        ("applications?status=active", vec![31, 30]),
        ("applications?status=hired", vec![]),
        ("applications?candidate_ids=21,20,99", vec![31, 30]),
        ("applications?candidate_ids=20", vec![30]),
        ("applications?candidate_ids=20&prospect=true", vec![]),
        ("applications?prospect=true", vec![31]),
        ("applications?job_ids=10&stage_ids=11", vec![30]),
        ("applications?ids=31,99,31", vec![31]),
        ("candidates?email=ida%40EXAMPLE.com", vec![20]),
        ("candidates?tag=Ruby", vec![]),
        ("candidates?custom_field_option_id=80", vec![21, 20]),
        ("candidates?custom_field_option_id=81", vec![]),
        ("users?external_office_id=LDS", vec![2, 1]),
        ("users?office_ids=42", vec![]),
        ("users?primary_email=tom@example.com", vec![2]),
        ("custom_fields?field_type=candidate&name_key=pets", vec![70]),
        ("custom_field_options?custom_field_key=pets", vec![81, 80]),
        ("job_interview_stages?job_ids=10&active=true", vec![13, 12, 11]),
    ] {
        assert_eq!(api.ids(&format!("/v3/{path}")).await, expected, "{path}");
    }
}

#[tokio::test]
async fn every_list_is_answered() {
    let api = Api::over(documents());
    for list in &LISTS {
        assert_eq!(api.get(&format!("/v3/{}", list.name)).await.status, 200, "{}", list.name);
        let keys: Vec<_> = list.keys().collect();
        assert_eq!(keys[0], "id");
    }
}
