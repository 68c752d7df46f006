//! A page of a large tenant costs the page, not the tenant.

use std::time::Instant;

use serde_json::{Map, Value, json};

use super::{caller::Api, world::documents};

#[tokio::test]
async fn pages_of_a_large_table_are_not_slow() {
    let mut documents = documents();
    let one = documents["rows"]["applications"]["30"].clone();
    let many = (1_000_001..1_200_001).map(|id: u64| {
        let mut row = one.clone();
        (row["id"], row["candidate_id"]) = (json!(id), json!(id % 50_000));
        (id.to_string(), row)
    });
    documents["rows"]["applications"] = Value::Object(many.collect::<Map<_, _>>());
    let api = Api::over(documents);
    // The first page finds out the order for all that follow.
    api.get("/v3/applications?per_page=1").await;
    for path in [
        "applications?per_page=500",
        "applications?per_page=500&updated_at=gte|2026-01-01T00:00:00Z",
        "applications?ids=1100000,1100001",
    ] {
        let start = Instant::now();
        let told = api.get(&format!("/v3/{path}")).await;
        let took = start.elapsed();
        assert_eq!(told.status, 200);
        // Unoptimised and with the parsing of the answer; a walk over the table would take seconds.
        assert!(took.as_millis() < 1500, "{path}: {took:?}");
    }
    assert_eq!(
        api.ids("/v3/applications?candidate_ids=7").await,
        [1_150_007, 1_100_007, 1_050_007, 1_000_007]
    );
}
