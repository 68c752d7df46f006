//! A page of a large tenant costs the page, not the tenant.

use std::time::Instant;

use serde_json::{Map, Value, json};

use super::api::Api;

#[tokio::test]
async fn pages_of_a_large_table_are_not_slow() {
    let api = Api::seeded(30);
    let one = api.row("applications", api.first("applications", "prospect", false));
    let many = (2_000_001..2_200_001).map(|id: u64| {
        let mut row = one.clone();
        row["id"] = json!(id);
        (id.to_string(), row)
    });
    let many = Value::Object(many.collect::<Map<_, _>>());
    api.world.change(|documents| documents["rows"]["applications"] = many);
    let after = format!("applications?per_page=500&created_after={}", one["created_at"].as_str().unwrap());
    // The first page finds out the order and the times for all that follow.
    api.get(&format!("/v1/{after}")).await;
    for path in [&after, &format!("{after}&skip_count=true&page=400"), "applications?per_page=500&page=7"] {
        let start = Instant::now();
        let told = api.get(&format!("/v1/{path}")).await;
        let took = start.elapsed();
        assert_eq!(told.ids().len(), 500);
        // Unoptimised and with the parsing of the answer; a walk over the rows would take longer.
        assert!(took.as_millis() < 1000, "{path}: {took:?}");
    }
}
