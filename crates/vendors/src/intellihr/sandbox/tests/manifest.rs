//! The manifest says the truth about the stand-in.

use connect::StandIn as _;
use serde_json::{Value, json};

use super::caller::Api;
use crate::intellihr::{manifest, sandbox::Sandbox};

#[tokio::test]
async fn every_operation_that_is_declared_is_built() {
    let api = Api::with(10);
    let person = api.get("/v1/people?limit=1").await["data"][0].clone();
    let mut tried = 0;
    for operation in &manifest().operation {
        let mut words = operation.call.split(' ');
        let (Some(method @ ("GET" | "POST" | "PATCH" | "DELETE")), Some(path)) = (words.next(), words.next())
        else {
            continue;
        };
        let path = path.replace("{id}", person["id"].as_str().unwrap()).replace("{document}", "1");
        let body = if method == "GET" || method == "DELETE" { Value::Null } else { json!({}) };
        let (status, answer) = api.call(method, &format!("/v1/{path}"), body).await;
        let told = answer["message"].as_str().unwrap_or_default();
        let is_there = ![405, 501].contains(&status) && told != "There is nothing at this address.";
        assert!(is_there, "{}: {status} {answer}", operation.call);
        tried += 1;
    }
    assert!(tried > 45, "{tried}");
}

#[test]
fn the_credentials_are_those_that_the_form_asks_for() {
    let asked: Vec<_> = manifest().credential.iter().map(|field| field.key.clone()).collect();
    let given: Vec<_> = Sandbox.credentials().into_keys().collect();
    assert!(
        given.iter().all(|key| asked.contains(key)) && given.len() == asked.len(),
        "{given:?} for {asked:?}"
    );
}
