//! Everything else that can be written.

use serde_json::{Value, json};

use super::{caller::Api, write_stages::standing};
use crate::pinpoint::{
    manifest,
    sandbox::{operations::Operation, resources, write},
};

fn value(kind: &str, id: &str, field: &str, attributes: Value) -> Value {
    json!({"data": {"type": "custom_attributes", "attributes": attributes, "relationships": {
        "custom_attributable": {"data": {"type": kind, "id": id}},
        "custom_field": {"data": {"type": "custom_fields", "id": field}},
    }}})
}

#[tokio::test]
async fn a_value_fits_its_field_and_stands_once() {
    let api = Api::seeded(40);
    let (id, job) = standing(&api, "review");
    let before =
        api.json(&format!("/api/v1/applications/{id}")).await["data"]["attributes"]["updated_at"].clone();
    let post = async |field: &str, attributes: Value| {
        api.write(
            "POST",
            "custom_attributes?include=custom_field",
            value("applications", &id, field, attributes),
        )
        .await
    };
    let told = post("112", json!({"varchar_value": "10234"})).await;
    assert_eq!((told.status, &told.body["data"]["attributes"]["value"]), (201, &json!("10234")));
    assert_eq!(told.body["data"]["attributes"]["field_name"], "HR record");
    let taken = post("112", json!({"varchar_value": "2"})).await;
    assert_eq!(taken.refusal(), (422, "/data/relationships/custom_field", "taken"));
    let after =
        api.json(&format!("/api/v1/applications/{id}")).await["data"]["attributes"]["updated_at"].clone();
    assert_eq!(before, after, "a value is no change of its record");

    let at = |name: &str| format!("/data/attributes/{name}");
    for (field, attributes, pointer, code) in [
        ("114", json!({"integer_value": 4}), at("integer_value"), "invalid"),
        ("114", json!({}), at("decimal_value"), "blank"),
        ("114", json!({"decimal_value": "many"}), at("decimal_value"), "invalid"),
        ("115", json!({"date_value": "2027-13-01"}), at("date_value"), "invalid"),
        ("116", json!({"boolean_value": "yes"}), at("boolean_value"), "invalid"),
        ("117", json!({"multi_select_value": ["early", "noon"]}), at("multi_select_value"), "inclusion"),
        ("121", json!({"varchar_value": "CC"}), "/data/relationships/custom_field".into(), "invalid"),
        ("999", json!({"varchar_value": "CC"}), "/data/relationships/custom_field".into(), "blank"),
    ] {
        let told = post(field, attributes).await;
        assert_eq!(told.refusal(), (422, pointer.as_str(), code), "{}", told.body);
    }
    let long = post("118", json!({"text_value": "x".repeat(300)})).await;
    assert_eq!(long.status, 201);
    let both = post("117", json!({"multi_select_value": ["Early", "night"]})).await;
    assert_eq!(both.body["data"]["attributes"]["value"], "early, night");

    let named = json!({"data": {"type": "custom_attributes", "attributes": {
        "custom_attributable_type": "Job", "custom_attributable_id": job.parse::<u64>().unwrap(),
        "custom_field_id": 122, "boolean_value": true,
    }}});
    assert_eq!(api.write("POST", "custom_attributes", named).await.status, 201);
}

#[tokio::test]
async fn a_value_is_changed_and_taken_away() {
    let api = Api::seeded(40);
    let (id, _) = standing(&api, "review");
    let made = api
        .write("POST", "custom_attributes", value("applications", &id, "112", json!({"varchar_value": "1"})))
        .await;
    let path = format!("custom_attributes/{}", made.id());
    let put = |attributes: Value| json!({"data": {"type": "custom_attributes", "id": made.id(), "attributes": attributes}});
    let told = api.write("PUT", &path, put(json!({"varchar_value": "2"}))).await;
    assert_eq!(told.body["data"]["attributes"]["value"], "2");
    let told = api.write("PUT", &path, put(json!({"varchar_value": "x".repeat(256)}))).await;
    assert_eq!(told.refusal(), (422, "/data/attributes/varchar_value", "too_long"));
    assert_eq!(api.write("DELETE", &path, json!(null)).await.body, json!({"meta": {}}));
    assert_eq!(api.get(&format!("/api/v1/{path}")).await.status, 404);
}

#[tokio::test]
async fn a_comment_says_something_about_somebody() {
    let api = Api::seeded(40);
    let (id, _) = standing(&api, "review");
    let comment = |text: &str, kind: &str, id: &str| {
        json!({"data": {"type": "comments", "attributes": {"body_text": text}, "relationships": {
            "commentable": {"data": {"type": kind, "id": id}},
        }}})
    };
    let told = api.write("POST", "comments", comment("Hired.", "applications", &id)).await;
    let attributes = &told.body["data"]["attributes"];
    assert_eq!(
        (told.status, &attributes["commentable_type"], &attributes["user_id"]),
        (201, &json!("Application"), &json!(1))
    );
    let told_blank = api.write("POST", "comments", comment(" ", "applications", &id)).await;
    assert_eq!(told_blank.refusal(), (422, "/data/attributes/body_text", "blank"));
    let of_job = api.write("POST", "comments", comment("X", "jobs", &id)).await;
    assert_eq!(of_job.refusal(), (422, "/data/relationships/commentable", "blank"));
    let alone = json!({"data": {"type": "comments", "attributes": {"body_text": "X"}}});
    assert_eq!(api.write("POST", "comments", alone).await.status, 422);
    assert_eq!(api.write("DELETE", &format!("comments/{}", told.id()), json!(null)).await.status, 200);
}

#[tokio::test]
async fn a_field_is_made_with_its_options_and_goes_with_its_values() {
    let api = Api::seeded(40);
    let field = |attributes: Value| json!({"data": {"type": "custom_fields", "attributes": attributes}});
    let good = json!({"name": "Screening", "field_type": "single_select", "resource_type": "application",
        "sample_value": "Good", "options": ["Good", {"label": "Not yet", "value": "later"}]});
    let told = api.write("POST", "custom_fields?include=custom_field_options", field(good.clone())).await;
    assert_eq!(
        (told.status, &told.body["data"]["attributes"]["options"]),
        (201, &json!(["Good", "Not yet"]))
    );
    let id = told.id();
    let (application, _) = standing(&api, "review");
    let value = value("applications", &application, &id, json!({"single_select_value": "later"}));
    let value = api.write("POST", "custom_attributes", value).await;
    assert_eq!(value.body["data"]["attributes"]["option_label"], "Not yet");

    for (name, wrong, code) in [
        ("field_type", json!("users"), "inclusion"),
        ("resource_type", json!("company"), "inclusion"),
        ("sample_value", json!(""), "blank"),
        ("options", json!([]), "blank"),
    ] {
        let mut attributes = good.clone();
        attributes[name] = wrong;
        let told = api.write("POST", "custom_fields", field(attributes)).await;
        assert_eq!(told.refusal(), (422, format!("/data/attributes/{name}").as_str(), code));
    }
    let put = json!({"data": {"type": "custom_fields", "id": id, "attributes": {"field_type": "text"}}});
    assert_eq!(api.write("PUT", &format!("custom_fields/{id}"), put).await.status, 400);
    let put =
        json!({"data": {"type": "custom_fields", "id": id, "attributes": {"options": ["Good", "Best"]}}});
    let told = api.write("PUT", &format!("custom_fields/{id}"), put).await;
    assert_eq!(told.body["data"]["attributes"]["options"], json!(["Good", "Not yet", "Best"]));
    api.write("DELETE", &format!("custom_fields/{id}"), json!(null)).await;
    assert_eq!(api.get(&format!("/api/v1/custom_attributes/{}", value.id())).await.status, 404);
}

#[tokio::test]
async fn a_job_has_its_own_stages_and_is_removed_only_while_nobody_applied() {
    let api = Api::seeded(40);
    let job = |attributes: Value, place: &str| {
        json!({"data": {"type": "jobs", "attributes": attributes, "relationships": {
            "department": {"data": {"type": "departments", "id": "11"}},
            "location": {"data": {"type": "locations", "id": place}},
        }}})
    };
    let told = api
        .write(
            "POST",
            "jobs?include=stages,job_postings",
            job(json!({"title": "Baker", "status": "open"}), "31"),
        )
        .await;
    assert_eq!(told.status, 201, "{}", told.body);
    assert_eq!(told.body["included"].as_array().unwrap().len(), 7);
    assert_eq!(told.body["data"]["attributes"]["opened_at"], "2026-11-24T12:00:00+00:00");
    let id = told.id();
    let put = json!({"data": {"type": "jobs", "id": id, "attributes": {"status": "filled"}}});
    let told = api.write("PUT", &format!("jobs/{id}"), put).await;
    assert_eq!(told.body["data"]["attributes"]["filled_at"], "2026-11-24T12:00:00+00:00");
    let told = api.write("POST", "jobs", job(json!({"title": "Baker"}), "99")).await;
    assert_eq!(told.refusal(), (422, "/data/relationships/location", "blank"));
    let told = api.write("POST", "jobs", job(json!({"title": "Baker", "status": "busy"}), "31")).await;
    assert_eq!(told.refusal(), (422, "/data/attributes/status", "inclusion"));
    assert_eq!(api.write("DELETE", &format!("jobs/{id}"), json!(null)).await.status, 200);
    let (_, applied_for) = standing(&api, "review");
    assert_eq!(api.write("DELETE", &format!("jobs/{applied_for}"), json!(null)).await.status, 422);
}

#[tokio::test]
async fn a_department_is_made_renamed_and_removed_unless_a_job_has_it() {
    let api = Api::seeded(40);
    let body = json!({"data": {"type": "departments", "attributes": {"name": "Ovens"}}});
    let id = api.write("POST", "departments", body).await.id();
    let put = json!({"data": {"type": "departments", "id": id, "attributes": {"name": "Kilns"}}});
    let told = api.write("PATCH", &format!("departments/{id}"), put).await;
    assert_eq!(told.body["data"]["attributes"]["name"], "Kilns");
    let empty = json!({"data": {"type": "departments", "id": id, "attributes": {"name": ""}}});
    assert_eq!(api.write("PUT", &format!("departments/{id}"), empty).await.status, 422);
    assert_eq!(api.write("DELETE", &format!("departments/{id}"), json!(null)).await.status, 200);
    let used = api.world.read(|documents| {
        let jobs = documents["resources"]["jobs"].as_object().unwrap();
        jobs.values().next().unwrap()["rels"]["department"].as_str().unwrap().to_owned()
    });
    assert_eq!(api.write("DELETE", &format!("departments/{used}"), json!(null)).await.status, 422);
}

#[tokio::test]
async fn a_candidate_is_changed_and_never_made() {
    let api = Api::seeded(40);
    let id = api.ids("/api/v1/candidates?page[size]=1").await.remove(0);
    let put = |attributes: Value| json!({"data": {"type": "candidates", "id": id, "attributes": attributes}});
    let told = api
        .write("PUT", &format!("candidates/{id}"), put(json!({"preferred_name": "Mo", "blocked": true})))
        .await;
    let attributes = &told.body["data"]["attributes"];
    assert_eq!((&attributes["preferred_name"], &attributes["blocked"]), (&json!("Mo"), &json!(true)));
    let told = api.write("PUT", &format!("candidates/{id}"), put(json!({"email": null}))).await;
    assert_eq!(told.refusal(), (422, "/data/attributes/email", "blank"));
    assert_eq!(api.write("POST", "candidates", json!({})).await.status, 404);
}

#[tokio::test]
async fn a_key_writes_what_it_may_and_nothing_else() {
    let api = Api::seeded(40);
    let (id, _) = standing(&api, "review");
    let comment = json!({"data": {"type": "comments", "attributes": {"body_text": "X"}, "relationships": {
        "commentable": {"data": {"type": "applications", "id": id}},
    }}});
    let change = json!({"data": {"type": "applications", "id": id, "attributes": {"town": "Leeds"}}});
    let status = async |key: &str, method: &str, path: &str, body: &Value| {
        api.write_as(key, method, path, body.clone()).await.status
    };
    let application = format!("applications/{id}");
    assert_eq!(status("sandbox-read-only-key", "PUT", &application, &change).await, 403);
    assert_eq!(status("sandbox-read-only-key", "POST", "comments", &comment).await, 403);
    assert_eq!(status("sandbox-screening-key", "PUT", &application, &change).await, 200);
    assert_eq!(status("sandbox-screening-key", "POST", "comments", &comment).await, 201);
    assert_eq!(status("sandbox-screening-key", "DELETE", &application, &json!(null)).await, 403);
    let told = api.write_as("sandbox-screening-key", "POST", "jobs", json!({})).await;
    assert_eq!(told.status, 403);
    let text = api
        .call(
            "POST",
            "/api/v1/comments",
            &[("x-api-key", "sandbox-full-access-key"), ("content-type", "text/plain")],
        )
        .await;
    assert_eq!(text.status, 415);
}

/// Which operation a line of the manifest speaks of, and of which kind.
fn declared(call: &str) -> Option<(Operation, &str)> {
    let (method, path) = call.split_once(' ')?;
    let (kind, one) = path.split_once('/').map_or((path, false), |(kind, _)| (kind, true));
    let operation = match (method, one) {
        ("GET", false) => Operation::List,
        ("GET", true) => Operation::Get,
        ("POST", _) => Operation::Create,
        ("PUT", _) => Operation::Update,
        ("DELETE", _) => Operation::Delete,
        _ => return None,
    };
    Some((operation, kind))
}

#[test]
fn every_operation_that_the_manifest_declares_is_built_and_the_other_way_round() {
    let declared: Vec<_> =
        manifest().operation.iter().filter_map(|operation| declared(&operation.call)).collect();
    assert!(declared.len() > 35, "{}", declared.len());
    for (operation, kind) in &declared {
        assert!(resources::find(kind).is_some() && write::is_built(kind, *operation), "{operation:?} {kind}");
    }
    let likewise = ["divisions", "locations", "structure_custom_group_ones"];
    for resource in resources::ALL.iter().filter(|resource| !likewise.contains(&resource.kind)) {
        for operation in [Operation::Create, Operation::Update, Operation::Delete] {
            let is_declared = declared.contains(&(operation, resource.kind));
            assert_eq!(
                write::is_built(resource.kind, operation),
                is_declared,
                "{operation:?} {}",
                resource.kind
            );
        }
    }
}
