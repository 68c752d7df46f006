//! The manifest says the truth about the stand-in and about the log.

use connect::redact;
use serde_json::json;

use super::{
    caller::Api,
    stage::{FULL, hire},
};
use crate::bamboohr::manifest;

#[tokio::test]
async fn every_operation_that_is_declared_is_built() {
    let api = Api::with(10).await;
    let mut tried = 0;
    for operation in &manifest().operation {
        let mut words = operation.call.split(' ');
        let (Some(method @ ("GET" | "POST" | "PUT" | "DELETE")), Some(path)) = (words.next(), words.next())
        else {
            continue;
        };
        let places =
            [("{id}", "4"), ("{table}", "jobInfo"), ("{row}", "1"), ("{file}", "1"), ("{list}", "18")];
        let path = places.iter().fold(path.to_owned(), |path, (place, value)| path.replace(place, value));
        let path = path.replace("{country}", "1").replace("{size}", "small");
        let base = if path.starts_with("v2/") { "/api" } else { "/api/v1" };
        let (status, told) = api.status(method, &format!("{base}/{path}"), FULL, "{}").await;
        let is_there = status != 501 && told != "There is nothing at this address.";
        assert!(is_there, "{}: {status} {told}", operation.call);
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn the_log_shows_nothing_of_a_hire_but_whose_record_it_is() {
    let mut sent = json!(hire().0);
    sent["id"] = json!("41");
    let masked = redact::json(&sent, &manifest().log_clear);
    let shown: Vec<_> = masked.as_object().unwrap().iter().filter(|(_, value)| **value != "•••").collect();
    assert_eq!(shown, [(&"id".to_owned(), &json!("41"))]);
    let row = json!({"startDate": "2027-01-04", "rate": {"value": "1", "currency": "GBP"}, "type": "Salary"});
    let masked = redact::json(&row, &manifest().log_clear).to_string();
    assert!(!masked.contains("Salary") && !masked.contains("GBP") && !masked.contains("2027"), "{masked}");
}
