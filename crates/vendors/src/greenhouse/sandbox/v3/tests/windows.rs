//! Reading what changed.

use serde_json::json;

use super::{caller::Api, world::documents};

fn changed() -> Api {
    let mut documents = documents();
    for (id, day) in [(600, "02"), (601, "01"), (602, "03")] {
        let time = format!("2026-11-{day}T00:00:00.000Z");
        documents["rows"]["sources"][id.to_string()] =
            json!({"id": id, "created_at": time, "updated_at": time});
    }
    documents["rows"]["sources"].as_object_mut().unwrap().remove("50");
    Api::over(documents)
}

#[tokio::test]
async fn a_window_has_two_sides_in_either_form_and_the_order_stays() {
    let api = changed();
    for (window, expected) in [
        ("updated_at=gte|2026-11-02T00:00:00Z", vec![602, 600]),
        ("updated_at=gt%7C2026-11-02T00:00:00Z", vec![602]),
        ("updated_at=gte|2026-11-01T00:00:00Z|lte|2026-11-02T00:00:00Z", vec![601, 600]),
        ("updated_at[gte]=2026-11-01T00:00:00Z&updated_at[lt]=2026-11-02T00:00:00Z", vec![601]),
        ("created_at=lt|2026-11-02T01:00:00%2B01:00", vec![601]),
    ] {
        assert_eq!(api.ids(&format!("/v3/sources?{window}")).await, expected, "{window}");
    }
}

#[tokio::test]
async fn a_window_goes_on_with_its_cursor() {
    let api = changed();
    let first = api.get("/v3/sources?per_page=1&updated_at=lte|2026-11-02T00:00:00Z").await;
    assert_eq!(first.body[0]["id"], 601);
    let link = first.header("link").unwrap();
    let next = link.split(['<', '>']).nth(1).unwrap().strip_prefix("http://ats.test").unwrap();
    let second = api.get(next).await;
    assert_eq!((&second.body[0]["id"], second.header("link")), (&json!(600), None));
}

#[tokio::test]
async fn a_day_and_two_kinds_of_windows_are_refused() {
    let api = changed();
    for (query, error) in [
        ("updated_at=gte|2026-11-02", json!({"updated_at": "`2026-11-02` does not match format: date-time"})),
        (
            "updated_at=gte|2026-11-02T00:00:00Z&created_at[lt]=2026-11-03T00:00:00Z",
            json!("Pass either created_at or updated_at, not both."),
        ),
        ("name[gte]=2026-11-02T00:00:00Z", json!("Invalid query params: name[gte]")),
    ] {
        let told = api.get(&format!("/v3/sources?{query}")).await;
        assert_eq!(told.body, json!({"message": "Unprocessable Content", "errors": [error]}), "{query}");
    }
}
