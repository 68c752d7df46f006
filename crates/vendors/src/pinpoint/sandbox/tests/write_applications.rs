//! Applications made and changed.

use serde_json::{Value, json};

use super::{
    caller::Api,
    write_stages::{stage, standing},
};

/// An application for a job, as somebody sends it.
fn maeve(job: &str) -> Value {
    json!({"data": {
        "type": "applications",
        "attributes": {"first_name": "Maeve", "last_name": "O'Donnell", "email": "maeve@example.net"},
        "relationships": {"job": {"data": {"type": "jobs", "id": job}}},
    }})
}

/// A job that asks this question.
fn job_with(api: &Api, question: &str) -> String {
    api.world.read(|documents| {
        let jobs = documents["resources"]["jobs"].as_object().unwrap();
        let asks =
            |job: &Value| job["rels"]["questions"].as_array().unwrap().iter().any(|one| one == question);
        jobs.iter().find(|(_, job)| asks(job)).unwrap().0.clone()
    })
}

#[tokio::test]
async fn an_application_begins_with_those_who_applied_and_makes_its_candidate() {
    let api = Api::seeded(40);
    let (_, job) = standing(&api, "applied");
    let mut body = maeve(&job);
    body["data"]["attributes"]["cv_base64_filename"] = json!("Maeve CV.pdf");
    body["data"]["attributes"]["cv_base64_data"] = json!("data:application/pdf;base64,JVBERi0=");
    let path = "applications?include=candidate,stage&extra_fields[applications]=attachments,tags";
    let told = api.write("POST", path, body).await;
    assert_eq!(told.status, 201, "{}", told.body);
    let attributes = &told.body["data"]["attributes"];
    assert_eq!((&attributes["full_name"], &attributes["tags"]), (&json!("Maeve O'Donnell"), &json!([])));
    assert_eq!(attributes["stage_id"].to_string(), stage(&api, &job, "applied"));
    assert_eq!(told.body["included"].as_array().unwrap().len(), 2);
    let file = &attributes["attachments"][0];
    assert_eq!(file["context"], "pdf_cv");
    let link = file["url"].as_str().unwrap().strip_prefix("http://ats.test").unwrap();
    assert_eq!(api.fetch(link).await, (200, "application/pdf".into(), b"%PDF-".to_vec()));

    let again = api.write("POST", "applications", maeve(&job)).await;
    assert_ne!(again.id(), told.id());
    assert_eq!(
        again.body["data"]["attributes"]["candidate_id"], attributes["candidate_id"],
        "the same person"
    );
}

#[tokio::test]
async fn values_and_answers_are_made_along_with_it() {
    let api = Api::seeded(40);
    let job = job_with(&api, "103");
    let mut body = maeve(&job);
    body["data"]["relationships"]["custom_attributes"] =
        json!({"data": [{"type": "custom_attributes", "temp-id": "a", "method": "create"}]});
    body["data"]["relationships"]["answers"] =
        json!({"data": [{"type": "answers", "temp-id": "b", "id": "b", "method": "create"}]});
    body["included"] = json!([
        {"type": "custom_attributes", "temp-id": "a", "attributes": {"single_select_value": "One month"},
         "relationships": {"custom_field": {"data": {"type": "custom_fields", "id": "111"}}}},
        {"type": "answers", "temp-id": "b", "id": "b", "attributes": {"text_answer": "The people."},
         "relationships": {"question": {"data": {"type": "questions", "id": "103"}}}},
    ]);
    let told = api.write("POST", "applications?include=custom_attributes,answers", body.clone()).await;
    assert_eq!(told.status, 201, "{}", told.body);
    let made: Vec<_> =
        told.body["included"].as_array().unwrap().iter().map(|one| &one["attributes"]).collect();
    assert!(made.iter().any(|one| one["option_value"] == "one_month"), "{made:?}");
    assert!(made.iter().any(|one| one["text_answer"] == "The people."), "{made:?}");

    let before = api.world.read(Value::clone);
    body["included"][0]["attributes"] = json!({"varchar_value": "One month"});
    let refused = api.write("POST", "applications", body.clone()).await;
    assert_eq!(refused.refusal(), (422, "/included/0/attributes/varchar_value", "invalid"));
    body["included"][0]["attributes"] = json!({"single_select_value": "one_month"});
    body["data"]["relationships"]["answers"]["data"] = json!([]);
    let refused = api.write("POST", "applications", body).await;
    assert_eq!(refused.refusal(), (422, "/included/1/attributes/temp-id", "invalid"));
    assert_eq!(api.world.read(Value::clone), before, "a refusal changes nothing");
}

#[tokio::test]
async fn what_is_missing_or_unknown_is_told_where_it_is() {
    let api = Api::seeded(40);
    let (_, job) = standing(&api, "applied");
    let with = |name: &str, value: Value| {
        let mut body = maeve(&job);
        body["data"]["attributes"][name] = value;
        body
    };
    let at = |name: &str| format!("/data/attributes/{name}");
    for (body, status, pointer, code) in [
        (with("last_name", json!("  ")), 422, at("last_name"), "blank"),
        (with("email", json!("nobody")), 422, at("email"), "invalid"),
        (with("shoe_size", json!(44)), 400, at("shoe_size"), "unwritable_attribute"),
        (with("full_name", json!("M")), 400, at("full_name"), "unwritable_attribute"),
        (with("concealed", json!("yes")), 400, at("concealed"), "type_error"),
        (with("start_on", json!("soon")), 400, at("start_on"), "type_error"),
        (with("cv_base64_filename", json!("cv.pdf")), 422, at("cv_base64_data"), "blank"),
        (maeve("999999"), 422, "/data/relationships/job".into(), "blank"),
    ] {
        let told = api.write("POST", "applications", body).await;
        assert_eq!(told.refusal(), (status, pointer.as_str(), code), "{}", told.body);
    }
    let problem = &api.write("POST", "applications", with("last_name", json!(null))).await.body["errors"][0];
    assert_eq!(
        (&problem["title"], &problem["detail"]),
        (&json!("Validation Error"), &json!("Last name can't be blank"))
    );
    let unbuilt = api.write("POST", "applications", with("cv_signed_id", json!("x"))).await;
    assert_eq!(unbuilt.status, 501);
    let mut abroad = with("state_province", json!("Bavaria"));
    abroad["data"]["attributes"]["country"] = json!("Germany");
    let told = api.write("POST", "applications", abroad).await;
    assert_eq!(told.refusal(), (422, "/data/attributes/state_province", "present"));
}

#[tokio::test]
async fn a_job_may_ask_for_more() {
    let api = Api::seeded(40);
    let (_, job) = standing(&api, "applied");
    api.world.change(|documents| {
        documents["resources"]["jobs"][&job]["attributes"]["require_phone"] = json!(true);
    });
    let told = api.write("POST", "applications", maeve(&job)).await;
    assert_eq!(told.refusal(), (422, "/data/attributes/phone", "blank"));
}

#[tokio::test]
async fn what_was_said_at_the_beginning_can_not_be_changed() {
    let api = Api::seeded(40);
    let (id, job) = standing(&api, "review");
    let put = |attributes: Value, relationships: Value| json!({"data": {"type": "applications", "id": id, "attributes": attributes, "relationships": relationships}});
    let path = format!("applications/{id}");
    let told = api.write("PUT", &path, put(json!({"summary": "New."}), json!({}))).await;
    assert_eq!(told.refusal(), (400, "/data/attributes/summary", "unwritable_attribute"));
    let other = json!({"job": {"data": {"type": "jobs", "id": job}}});
    let told = api.write("PUT", &path, put(json!({}), other)).await;
    assert_eq!(told.refusal(), (400, "/data/relationships/job", "unwritable_relationship"));
    let told = api.write("PUT", &path, put(json!({"start_on": "2027-02-01", "town": null}), json!({}))).await;
    let attributes = &told.body["data"]["attributes"];
    assert_eq!((&attributes["start_on"], &attributes["town"]), (&json!("2027-02-01"), &json!(null)));
    assert_eq!(attributes["updated_at"], "2026-11-24T12:00:00+00:00");
}

#[tokio::test]
async fn the_body_speaks_of_the_record_of_the_address() {
    let api = Api::seeded(40);
    let (id, _) = standing(&api, "review");
    let path = format!("applications/{id}");
    for (kind, other, pointer) in
        [("candidates", id.as_str(), "/data/type"), ("applications", "1", "/data/id")]
    {
        let told = api.write("PUT", &path, json!({"data": {"type": kind, "id": other}})).await;
        assert_eq!((told.status, &told.body["errors"][0]["source"]["pointer"]), (409, &json!(pointer)));
    }
    let told = api.write("PUT", "applications/1", json!({"data": {"type": "applications", "id": "1"}})).await;
    assert_eq!(told.status, 404);
    let told = api.write("PUT", &path, json!({"data": {"type": "applications", "id": id, "size": 1}})).await;
    assert_eq!(told.status, 400);
}

#[tokio::test]
async fn tags_are_put_on_and_taken_off_in_their_context() {
    let api = Api::seeded(40);
    let (id, _) = standing(&api, "applied");
    let path = format!("applications/{id}?extra_fields[applications]=tags");
    let put = async |attributes: Value| {
        api.write("PUT", &path, json!({"data": {"type": "applications", "id": id, "attributes": attributes}}))
            .await
    };
    let tag = |tag: &str| json!({"tag": tag, "context": "custom_blue"});
    put(json!({"add_tags_with_context": [tag("Open day"), tag("Brand new"), tag("Open day")]})).await;
    let told = put(json!({"add_tag_with_context": tag("Open day")})).await;
    let on = |told: &super::caller::Told| {
        let tags = told.body["data"]["attributes"]["tags"].as_array().unwrap().clone();
        tags.into_iter()
            .filter(|tag| tag["context"] == "custom_blue")
            .map(|tag| tag["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(on(&told), ["Open day", "Brand new"]);
    let told = put(json!({"remove_tag_with_context": tag("Open day")})).await;
    assert_eq!(on(&told), ["Brand new"]);
    assert_eq!(put(json!({"remove_tag_with_context": tag("Never there")})).await.status, 200);
    let told = put(json!({"add_tag_with_context": {"tag": "X", "context": "custom_pink"}})).await;
    assert_eq!(told.refusal(), (422, "/data/attributes/add_tag_with_context", "inclusion"));
    let told = put(json!({"add_tag_with_context": "X"})).await;
    assert_eq!(told.refusal(), (400, "/data/attributes/add_tag_with_context", "type_error"));
}

#[tokio::test]
async fn an_application_goes_with_all_that_hangs_on_it() {
    let api = Api::seeded(40);
    let (id, _) = standing(&api, "hired");
    let told = api.write("DELETE", &format!("applications/{id}"), json!(null)).await;
    assert_eq!((told.status, told.body), (200, json!({"meta": {}})));
    let left = api.world.read(|documents| {
        let kinds = documents["resources"].as_object().unwrap();
        let records = kinds.values().flat_map(|records| records.as_object().unwrap().values());
        let leads = |to: &Value| *to == json!({"type": "applications", "id": id}) || *to == id.as_str();
        records
            .filter(|record| record["rels"].as_object().is_some_and(|rels| rels.values().any(leads)))
            .count()
    });
    assert_eq!(left, 0);
    assert_eq!(api.write("DELETE", &format!("applications/{id}"), json!(null)).await.status, 404);
}
