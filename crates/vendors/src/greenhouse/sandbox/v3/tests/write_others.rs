//! Notes, files, tags, users and custom fields are written.

use serde_json::{Value, json};

use super::{caller::Api, world::documents};

async fn refused(api: &Api, path: &str, body: Value) -> Value {
    let told = api.write("POST", path, body).await;
    assert_eq!(told.status, 422, "{path}: {}", told.text);
    told.body["errors"].clone()
}

#[tokio::test]
async fn a_note_is_written_in_other_words_than_it_is_read_in() {
    let api = Api::over(documents());
    let body = json!({"application_id": 30, "body": "Keen", "visibility": "public", "note_type": "NOTE"});
    let note = api.done("POST", "/v3/notes", body, 201).await;
    let read = ["visibility", "type", "candidate_id", "user_id"].map(|key| note[key].clone());
    assert_eq!(read, [json!("publicly_visible"), json!("NOTE"), json!(20), json!(1)]);
    // Whether there is such a candidate is not looked at.
    let body = json!({"candidate_id": 999, "body": "x", "visibility": "admin_only", "note_type": "EMAIL"});
    assert_eq!(api.done("POST", "/v3/notes", body, 201).await["visibility"], "admin_only_visible");
    let errors = refused(
        &api,
        "/v3/notes",
        json!({"candidate_id": 20, "body": "x", "visibility": "publicly_visible", "note_type": "note"}),
    )
    .await;
    assert_eq!(
        errors,
        json!([
            {"visibility": "`\"publicly_visible\"` is not one of: admin_only, private, public"},
            {"note_type": "`\"note\"` is not one of: NOTE, ACTIVITY, EMAIL"},
        ])
    );
}

#[tokio::test]
async fn a_file_can_be_read_again() {
    let api = Api::over(documents());
    let body =
        json!({"application_id": 30, "filename": "Ida 1.txt", "type": "resume", "content": "SGVsbG8="});
    let made = api.done("POST", "/v3/attachments", body, 201).await;
    assert_eq!((&made["candidate_id"], &made["type"]), (&json!(20), &json!("resume")));
    let link = made["url"].as_str().unwrap().strip_prefix("http://ats.test").unwrap().to_owned();
    let file = api.send("GET", &link, &[], String::new()).await;
    assert_eq!(
        (file.status, file.text.as_str(), file.header("content-type")),
        (200, "Hello", Some("text/plain"))
    );
    let new = |more: Value| {
        let mut body = json!({"application_id": 30, "filename": "a", "type": "resume"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let path = "/v3/attachments";
    assert_eq!(refused(&api, path, new(json!({}))).await, json!(["Pass either content or url."]));
    assert_eq!(
        refused(&api, path, new(json!({"content": "?"}))).await,
        json!([{"content": "is not base64"}])
    );
    assert_eq!(api.write("POST", path, new(json!({"url": "https://example.com/a"}))).await.status, 501);
}

#[tokio::test]
async fn a_tag_is_put_on_and_taken_off() {
    let api = Api::over(documents());
    let body = json!({"candidate_id": 20, "candidate_tag_id": 60});
    let applied = api.done("POST", "/v3/applied_candidate_tags", body.clone(), 201).await;
    assert_eq!(api.row("candidates", 20).await["tags"], json!(["Ruby"]));
    assert_eq!(api.ids("/v3/candidates?tag=Ruby").await, [20]);
    let again = refused(&api, "/v3/applied_candidate_tags", body).await;
    assert_eq!(again, json!([{"candidate_tag_id": "has already been taken"}]));
    let additional = "object property is a disallowed additional property";
    let by_name =
        refused(&api, "/v3/applied_candidate_tags", json!({"candidate_id": 20, "tag": "Ruby", "tag_id": 60}))
            .await;
    assert_eq!(
        by_name,
        json!([{"tag": additional}, {"tag_id": additional}, {"candidate_tag_id": "is missing"}])
    );
    let path = format!("/v3/applied_candidate_tags/{}", applied["id"]);
    assert_eq!(api.done("DELETE", &path, json!({}), 204).await, Value::Null);
    assert_eq!(api.row("candidates", 20).await["tags"], json!([]));
    assert_eq!(api.write("DELETE", &path, json!({})).await.status, 404);
    let taken = refused(&api, "/v3/candidate_tags", json!({"name": "RUBY"})).await;
    assert_eq!(taken, json!([{"name": "has already been taken"}]));
}

#[tokio::test]
async fn a_user_is_made_under_either_name_of_the_address() {
    let api = Api::over(documents());
    let user = |key: &str, mail: &str| json!({"first_name": "Eve", "last_name": "Hall", key: mail});
    let made = api.done("POST", "/v3/users", user("primary_email", "eve@example.com"), 201).await;
    assert_eq!((&made["name"], &made["site_admin"]), (&json!("Eve Hall"), &json!(false)));
    let other = api.done("POST", "/v3/users", user("email", "hall@example.com"), 201).await;
    assert_eq!(other["primary_email"], "hall@example.com");
    let taken = refused(&api, "/v3/users", user("email", "EVE@example.com")).await;
    assert_eq!(taken, json!([{"primary_email": "has already been taken"}]));
    let path = format!("/v3/users/{}", made["id"]);
    api.done("POST", &format!("{path}/deactivate"), json!({}), 204).await;
    assert_eq!(api.get("/v3/users?deactivated=true").await.body[0]["id"], made["id"]);
    api.done("POST", &format!("{path}/activate"), json!({}), 204).await;
    assert_eq!(api.ids("/v3/users?deactivated=true").await, [0; 0]);
}

#[tokio::test]
async fn a_custom_field_is_made_with_what_can_be_chosen() {
    let api = Api::over(documents());
    let body = json!({
        "name": "Referral state", "field_type": "application", "value_type": "single_select",
        "custom_field_options": [{"name": "Asked"}, {"name": "Made"}],
    });
    let made = api.done("POST", "/v3/custom_fields", body.clone(), 201).await;
    assert_eq!(made["name_key"], "referral_state");
    let options = format!("/v3/custom_field_options?custom_field_ids={}", made["id"]);
    assert_eq!(api.get(&options).await.body[0]["name"], "Made");
    assert_eq!(refused(&api, "/v3/custom_fields", body).await, json!([{"name": "has already been taken"}]));
    let option = json!({"custom_field_id": made["id"], "name": "Passed", "external_id": "p"});
    let option = api.done("POST", "/v3/custom_field_options", option, 201).await;
    assert_eq!((&option["sort_order"], &option["external_id"]), (&json!(2), &json!("p")));
    let path = format!("/v3/custom_field_options/{}", option["id"]);
    assert_eq!(api.done("PATCH", &path, json!({"name": "Declined"}), 200).await["name"], "Declined");
    let path = format!("/v3/custom_fields/{}", made["id"]);
    let changed = api.done("PATCH", &path, json!({"description": "Set by a program"}), 200).await;
    assert_eq!((&changed["description"], &changed["updated_by_id"]), (&json!("Set by a program"), &json!(1)));
    let not = refused(&api, "/v3/custom_field_options", json!({"custom_field_id": 71, "name": "x"})).await;
    assert_eq!(not, json!([{"custom_field_id": "is no field with choices"}]));
}
