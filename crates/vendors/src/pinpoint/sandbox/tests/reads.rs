//! What a read shows and what it leaves away.

use serde_json::{Value, json};

use super::{
    caller::{Api, FULL},
    world::documents,
};

#[tokio::test]
async fn a_relationship_that_was_not_asked_for_holds_no_data() {
    let api = Api::over(documents());
    let read = api.json("/api/v1/applications/7?include=job,offers").await;
    let relationships = &read["data"]["relationships"];
    assert_eq!(relationships["stage"], json!({"meta": {"included": false}}));
    assert_eq!(relationships["scorecard_notes"], json!({"meta": {"included": false}}));
    assert_eq!(relationships["job"], json!({"data": {"type": "jobs", "id": "2"}}));
    assert_eq!(relationships["offers"], json!({"data": []}));
    assert_eq!(read["included"][0]["relationships"]["stages"], json!({"meta": {"included": false}}));
    assert_eq!(read["meta"], json!({}));
    assert!(read.get("links").is_none());
}

#[tokio::test]
async fn costly_attributes_are_absent_unless_asked_for() {
    let api = Api::over(documents());
    let plain = api.json("/api/v1/applications/7").await;
    assert!(plain["data"]["attributes"].get("tags").is_none());
    assert_eq!(plain["data"]["attributes"]["hired_at"], Value::Null);
    assert!(plain.get("included").is_none());
    let path = "/api/v1/applications/7?extra_fields[applications]=tags,days_in_current_stage,average_rating";
    let asked = &api.json(path).await["data"]["attributes"];
    assert_eq!(asked["tags"], json!([{"name": "Referral", "context": "custom_green"}]));
    assert_eq!(asked["days_in_current_stage"], 268);
    assert_eq!(asked["average_rating"], Value::Null);
    assert!(asked.get("attachments").is_none());
}

#[tokio::test]
async fn ids_names_and_types_are_worked_out() {
    let api = Api::over(documents());
    let read = &api.json("/api/v1/applications/7").await["data"]["attributes"];
    assert_eq!((&read["job_id"], &read["full_name"]), (&json!(2), &json!("Ana Ruiz")));
    assert_eq!(read["job_posting_id"], Value::Null);
    let comment = &api.json("/api/v1/comments/3").await["data"]["attributes"];
    assert_eq!((&comment["commentable_type"], &comment["commentable_id"]), (&json!("JobSeeker"), &json!(3)));
    let job = &api.json("/api/v1/jobs/2").await["data"]["attributes"];
    assert_eq!(job["employment_type_text"], "Full Time");
    assert_eq!(job["url"], "http://ats.test/en/jobs/2");
    let field = &api.json("/api/v1/custom_fields/1").await["data"]["attributes"];
    assert_eq!(field["options"], json!(["Day", "Night"]));
    let value = &api.json("/api/v1/custom_attributes/6").await["data"]["attributes"];
    assert_eq!((&value["field_name"], &value["value"]), (&json!("Shift"), &json!("night")));
    let answer = &api.json("/api/v1/answers/1").await["data"]["attributes"];
    assert_eq!((&answer["title"], &answer["boolean_answer"]), (&json!("Early riser?"), &json!(true)));
    let link = "/api/v1/structure_links/1?extra_fields[structure_links]=in_use,names";
    let link = &api.json(link).await["data"]["attributes"];
    assert_eq!((&link["in_use"], &link["names"]["location"]), (&json!(true), &json!("Leith")));
}

#[tokio::test]
async fn fields_leave_away_the_rest() {
    let api = Api::over(documents());
    let read =
        api.json("/api/v1/applications/7?fields[applications]=email&extra_fields[applications]=tags").await;
    let names: Vec<_> = read["data"]["attributes"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["email", "tags"]);
    assert_eq!(read["data"]["relationships"], json!({}));
}

#[tokio::test]
async fn filters_narrow_and_are_counted() {
    let api = Api::over(documents());
    let count = async |path: &str| {
        let path = format!("/api/v1/applications?stats[total]=count&page[size]=1&{path}");
        api.json(&path).await["meta"]["stats"]["total"]["count"].as_u64().unwrap()
    };
    assert_eq!(count("").await, 3);
    assert_eq!(count("filter[job_id]=2,10").await, 3);
    assert_eq!(count("filter[job_id]=2&filter[stage_basic_type]=hired").await, 1);
    assert_eq!(count("filter[candidate_email]=ana@example.com").await, 2);
    assert_eq!(count("filter[updated_at][gt]=2026-03-02T10:00:00Z").await, 1);
    assert_eq!(
        count("filter[updated_at][gt]=2026-03-02T09:59:59Z&filter[updated_at][lt]=2026-03-03").await,
        1
    );
    assert_eq!(api.ids("/api/v1/jobs?filter[search]=bak").await, ["2"]);
    assert_eq!(api.ids("/api/v1/jobs?filter[department_name]=Ovens&filter[status]=open").await, ["2"]);
    assert_eq!(api.ids("/api/v1/comments?filter[commentable_type]=Application,Candidate").await, ["1", "2"]);
    let value = "/api/v1/custom_attributes?filter[custom_attributable_type]=Application&filter[custom_attributable_id]=7";
    assert_eq!(api.ids(value).await, ["6"]);
}

#[tokio::test]
async fn what_is_confidential_shows_only_when_asked_for() {
    let api = Api::over(documents());
    assert_eq!(api.ids("/api/v1/jobs").await, ["2", "10"]);
    assert_eq!(api.ids("/api/v1/jobs?filter[visibility]=external,confidential").await, ["2", "11"]);
    assert_eq!(api.ids("/api/v1/applications").await, ["7", "8", "9"]);
    assert_eq!(api.ids("/api/v1/applications?filter[job_visibility]=confidential").await, ["12"]);
}

#[tokio::test]
async fn plain_json_has_attributes_beside_the_id_and_the_related_inside() {
    let api = Api::over(documents());
    let told = api.get("/api/v1/applications/8.json?include=offers.creator,job&fields[users]=email").await;
    assert_eq!(told.headers["content-type"], "application/json; charset=utf-8");
    let data = &told.body["data"];
    assert_eq!(
        (&data["id"], &data["first_name"], &data["job"]["title"]),
        (&json!("8"), &json!("Bo"), &json!("Baker"))
    );
    assert_eq!(data["offers"][0]["creator"], json!({"id": "1", "email": "mo@example.com"}));
    let list = api.json("/api/v1/custom_fields.json?stats[total]=count").await;
    assert_eq!(list["meta"], json!({"stats": {"total": {"count": 1}}}));
    assert_eq!(list["data"][0]["name"], "Shift");
    assert!(api.json("/api/v1/users.json").await.get("meta").is_none());
}

#[tokio::test]
async fn head_and_options_say_what_is_there() {
    let api = Api::over(documents());
    let head = api.call("HEAD", "/api/v1/jobs/2", &[("x-api-key", FULL)]).await;
    assert_eq!((head.status, head.body), (200, Value::Null));
    let options = api.call("OPTIONS", "/api/v1/candidates/4", &[("x-api-key", FULL)]).await;
    assert_eq!(options.status, 204);
    assert_eq!(options.headers["allow"], "GET, HEAD, PUT, PATCH, OPTIONS");
}
