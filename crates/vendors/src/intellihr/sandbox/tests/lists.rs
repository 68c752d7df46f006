//! Reference lists.

use serde_json::{Value, json};

use super::caller::Api;

const LISTS: [&str; 17] = [
    "business-entities",
    "business-units",
    "locations",
    "pay-grades",
    "position-titles",
    "job-change-reasons",
    "custom-field-definitions",
    "skills",
    "skill-disciplines",
    "default-remuneration-components",
    "employment-conditions",
    "permission-groups",
    "recruitment-sources",
    "webhook-events",
    "work-classes",
    "work-rights",
    "work-types",
];

#[tokio::test]
async fn every_list_has_entries_that_can_be_read_one_by_one() {
    let api = Api::with(0);
    for list in LISTS {
        let all = api.get(&format!("/v1/{list}?limit=2")).await;
        let first = &all["data"][0];
        assert!(first["name"].is_string(), "{list}: {all}");
        assert_eq!(all["meta"]["pagination"]["per_page"], 2, "{list}");
        let path = format!("/v1/{list}/{}", first["id"].as_str().unwrap());
        let (status, one) = api.call("GET", &path, Value::Null).await;
        if list == "position-titles" {
            assert_eq!(status, 405, "the vendor has no such call");
        } else {
            assert_eq!((status, &one["data"]), (200, first), "{list}");
        }
    }
}

#[tokio::test]
async fn an_entry_has_the_fields_of_its_own_list_only() {
    let api = Api::with(0);
    let kind = api.get("/v1/work-types?limit=1").await["data"][0].clone();
    let fields: Vec<_> = kind.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["id", "isEnabled", "name"]);
}

#[tokio::test]
async fn read_only_lists_take_nothing() {
    let api = Api::with(0);
    for list in ["work-classes", "work-types", "work-rights", "recruitment-sources", "employment-conditions"]
    {
        assert_eq!(
            api.refused("POST", &format!("/v1/{list}"), json!({"name": "New"})).await.0,
            405,
            "{list}"
        );
    }
}

#[tokio::test]
async fn an_entry_can_be_made_changed_and_removed() {
    let api = Api::with(0);
    for (list, body) in [
        ("business-entities", json!({"name": "Larkmoor NZ", "legalName": "Larkmoor NZ Limited"})),
        ("business-units", json!({"name": "Legal", "identifier": "LEG"})),
        (
            "locations",
            json!({"name": "Darwin", "customFields": {"time_zone": {"value": "Australia/Darwin"}}}),
        ),
        ("pay-grades", json!({"name": "Principal", "code": "L4", "annualSalary": 180000})),
        ("job-change-reasons", json!({"name": "Transfer"})),
        (
            "custom-field-definitions",
            json!({"name": "Pet", "apiName": "pet", "modelType": "PERSON", "type": "TEXT"}),
        ),
    ] {
        let made = api.made(&format!("/v1/{list}"), body.clone()).await;
        assert_eq!((&made["name"], &made["isEnabled"]), (&body["name"], &json!(true)), "{list}");
        let path = format!("/v1/{list}/{}", made["id"].as_str().unwrap());
        let (status, changed) = api.call("PATCH", &path, json!({"isEnabled": false})).await;
        assert_eq!((status, &changed["data"]["isEnabled"]), (200, &json!(false)), "{list}: {changed}");
        assert_eq!(changed["data"]["name"], body["name"], "{list}");
        assert_eq!(
            api.refused("POST", &format!("/v1/{list}"), json!({"colour": "blue"})).await.0,
            400,
            "{list}"
        );
        assert_eq!(api.call("DELETE", &path, Value::Null).await, (204, json!("")), "{list}");
        assert_eq!(api.call("GET", &path, Value::Null).await.0, 404, "{list}");
    }
}

#[tokio::test]
async fn what_is_used_stays() {
    let api = Api::with(20);
    for (list, name) in
        [("locations", "Sydney"), ("business-units", "Engineering"), ("position-titles", "Managing Director")]
    {
        let path = format!("/v1/{list}/{}", api.id(list, name).await);
        assert_eq!(api.refused("DELETE", &path, Value::Null).await.0, 400, "{name}");
    }
}

#[tokio::test]
async fn a_parent_has_to_be_there() {
    let api = Api::with(0);
    let parent = api.id("locations", "Australia").await;
    let made = api.made("/v1/locations", json!({"name": "Hobart", "parentId": parent})).await;
    assert_eq!(made["parentId"], parent);
    let nowhere = json!({"name": "Hobart", "parentId": "8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9"});
    assert_eq!(api.refused("POST", "/v1/locations", nowhere).await.0, 400);
}

#[tokio::test]
async fn offices_say_their_time_zone_in_a_custom_field() {
    let api = Api::with(0);
    let all = api.get("/v1/locations").await;
    let zone = |name: &str| {
        let office = all["data"].as_array().unwrap().iter().find(|office| office["name"] == name).unwrap();
        office["customFields"]["time_zone"]["value"].clone()
    };
    assert_eq!((zone("Perth"), zone("London")), (json!("Australia/Perth"), json!("Europe/London")));
}

#[tokio::test]
async fn custom_fields_can_be_defined() {
    let api = Api::with(0);
    let people = api.get("/v1/custom-field-definitions?filters[modelType][eq]=PERSON").await;
    assert!(people["data"].as_array().unwrap().iter().all(|one| one["modelType"] == "PERSON"));
    let path = "/v1/custom-field-definitions";
    let select = json!({"name": "Desk", "apiName": "desk", "modelType": "JOB", "type": "SINGLE_SELECT",
        "selectDefinition": {"options": [{"label": "Standing"}, {"label": "Sitting"}]}});
    let made = api.made(path, select.clone()).await;
    let options = made["definitions"]["options"].as_array().unwrap().clone();
    assert_eq!(
        (options.len(), &options[0]["label"], options[0]["id"].is_string()),
        (2, &json!("Standing"), true)
    );
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    let change = json!({"selectDefinition": {"options": [{"label": "Standing"}, {"label": "Kneeling"}]}});
    let (_, changed) = api.call("PATCH", &one, change).await;
    assert_eq!(
        changed["data"]["definitions"]["options"][0]["id"], options[0]["id"],
        "the same option keeps its id"
    );
    for (field, value) in [
        ("apiName", json!("works_from")),
        ("type", json!("DATE")),
        ("modelType", json!("COMPANY")),
        ("selectDefinition", Value::Null),
    ] {
        let mut wrong = select.clone();
        wrong["apiName"] = "other".into();
        wrong[field] = value;
        assert_eq!(api.refused("POST", path, wrong).await.0, 400, "{field}");
    }
}
