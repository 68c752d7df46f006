//! A page of a large tenant costs a walk or two over it, not one for each row.

use std::time::Instant;

use serde_json::{Map, Value, json};

use super::{caller::Api, world::documents};

fn many(count: usize, make: impl Fn(usize) -> Value) -> Value {
    (1..=count).map(|id| (id.to_string(), make(id))).collect::<Map<_, _>>().into()
}

fn large() -> Value {
    let mut documents = documents();
    let resources = &mut documents["resources"];
    let (job, candidate, application) =
        (&resources["jobs"]["2"], &resources["candidates"]["4"], &resources["applications"]["7"]);
    let value = &resources["custom_attributes"]["6"];
    let jobs = many(500, |_| job.clone());
    let candidates = many(20_000, |_| candidate.clone());
    let applications = many(30_000, |id| {
        let mut one = application.clone();
        one["rels"] = json!({
            "job": (id % 500 + 1).to_string(),
            "candidate": (id % 20_000 + 1).to_string(),
            "stage": (id % 3000 + 1).to_string(),
        });
        one
    });
    let stages = many(3000, |id| {
        json!({
            "attributes": {"name": "Applied", "basic_type": "applied"},
            "rels": {"stageable": {"type": "jobs", "id": (id / 6 + 1).to_string()}},
        })
    });
    let values = many(60_000, |id| {
        let mut one = value.clone();
        one["rels"]["custom_attributable"]["id"] = json!((id / 2 + 1).to_string());
        one
    });
    *resources = json!({
        "jobs": jobs, "candidates": candidates, "applications": applications, "stages": stages,
        "custom_attributes": values, "custom_fields": resources["custom_fields"],
    });
    documents
}

#[tokio::test]
async fn a_page_of_a_large_tenant_is_not_slow() {
    let api = Api::over(large());
    let includes = "include=job,stage,candidate,custom_attributes.custom_field&extra_fields[applications]=tags,attachments";
    let path =
        format!("/api/v1/applications?sort=id&page[size]=1000&page[number]=15&stats[total]=count&{includes}");
    let start = Instant::now();
    let page = api.get(&path).await;
    let took = start.elapsed();
    assert_eq!(page.body["data"].as_array().unwrap().len(), 1000);
    assert_eq!(page.body["data"][0]["id"], "14001");
    assert!(page.body["included"].as_array().unwrap().len() > 3000);
    // Unoptimised, and with the parsing of the answer; a walk for each row would take minutes.
    assert!(took.as_secs() < 10, "{took:?}");
}
