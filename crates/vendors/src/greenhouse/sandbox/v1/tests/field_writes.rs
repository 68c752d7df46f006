//! Custom fields and options that are made and changed.

use serde_json::json;

use super::api::Api;

#[tokio::test]
async fn a_field_is_made_with_its_options_and_changed() {
    let api = Api::seeded(3);
    let body = json!({
        "name": "Shift", "field_type": "application", "value_type": "single_select",
        "custom_field_options": [{"name": "Night", "priority": 1}, {"name": "Day", "priority": 0, "external_id": "D"}],
    });
    let made = api.send("POST", "/v1/custom_fields", body.clone()).await;
    assert_eq!((made.status, &made.body["name_key"]), (201, &"shift".into()));
    assert_eq!(made.body["custom_field_options"][0]["name"], "Day");
    assert_eq!(api.send("POST", "/v1/custom_fields", body.clone()).await.body["name_key"], "shift_2");
    let path = format!("/v1/custom_fields/{}", made.body["id"]);
    let changed = api.send("PATCH", &path, json!({"name": "Hours", "private": true})).await;
    assert_eq!((&changed.body["name"], &changed.body["private"]), (&"Hours".into(), &true.into()));
    assert_eq!(changed.body["name_key"], "shift");
    for (key, value) in [
        ("field_type", json!("planet")),
        ("value_type", json!("song")),
        ("name", json!("")),
        ("colour", json!(1)),
    ] {
        let mut body = body.clone();
        body[key] = value;
        assert_eq!(api.send("POST", "/v1/custom_fields", body).await.status, 422, "{key}");
    }
    assert_eq!(api.send("PATCH", &path, json!({"value_type": "date"})).await.status, 422);
}

#[tokio::test]
async fn options_are_added_once_and_renamed() {
    let api = Api::seeded(3);
    let path = "/v1/custom_field/1000906/custom_field_options";
    let body = json!({"options": [{"name": "Splendid", "priority": 9}, {"name": "Good", "priority": 1}]});
    let made = api.send("POST", path, body).await;
    assert_eq!((made.status, made.body), (201, json!({"success": true})));
    let options = api.get(path).await;
    assert_eq!((options.ids().len(), &options.body[3]["name"]), (4, &"Splendid".into()));
    let renamed = json!({"options": [{"id": options.ids()[3], "name": "Superb"}]});
    assert_eq!(api.send("PATCH", path, renamed).await.status, 200);
    assert_eq!(api.get(path).await.body[3]["name"], "Superb");
    let foreign = json!({"options": [{"id": 1_000_951, "name": "Klingon"}]});
    assert_eq!(api.send("PATCH", path, foreign).await.status, 404);
    let text = "/v1/custom_field/1000901/custom_field_options";
    assert_eq!(api.send("POST", text, json!({"options": [{"name": "x", "priority": 0}]})).await.status, 422);
}
