//! The seed and the tables agree, and the seeded tenant reads as valid JSON:API.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    caller::{Api, Told},
    json_api::faults,
};
use crate::pinpoint::sandbox::{documents, resources, schema::Link, seed};

/// Stored for the stand-in's own use, never shown.
const UNSEEN: [(&str, &str); 4] = [
    ("applications", "stage_changed_at"),
    ("custom_field_options", "created_at"),
    ("custom_field_options", "updated_at"),
    ("users", "employee"),
];

/// Ways back that are not shown as relationships.
const UNSEEN_WAYS: [(&str, &str); 1] = [("custom_field_options", "custom_field")];

#[test]
fn what_the_seed_stores_is_what_the_tables_know() {
    let tenant = seed::documents(7, 120);
    let kinds = tenant["resources"].as_object().unwrap();
    for kind in kinds.keys() {
        assert!(resources::find(kind).is_some(), "no table for {kind}");
    }
    let mut wrong = BTreeSet::new();
    for resource in resources::ALL {
        for record in documents::all(&tenant, resource) {
            let at = format!("{}/{}", resource.kind, record.id);
            assert_eq!(record.document["id"], record.id, "{at}");
            for name in record.document["attributes"].as_object().unwrap().keys() {
                let known = resource.stored.contains(&name.as_str()) || resource.has_extra(name);
                if !known && !UNSEEN.contains(&(resource.kind, name)) {
                    wrong.insert(format!("{} stores {name}", resource.kind));
                }
            }
            for (name, stored) in record.document["rels"].as_object().into_iter().flatten() {
                if UNSEEN_WAYS.contains(&(resource.kind, name)) {
                    continue;
                }
                let leads = match resource.link(name) {
                    Some(Link::One(_) | Link::Any(_)) => record.one(&tenant, name).is_some(),
                    Some(Link::Kept(there)) => stored
                        .as_array()
                        .unwrap()
                        .iter()
                        .all(|id| documents::find(&tenant, there, id.as_str().unwrap()).is_some()),
                    _ => false,
                };
                if !leads && !stored.is_null() {
                    wrong.insert(format!("{}.{name} leads nowhere, as in {at}: {stored}", resource.kind));
                }
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

fn key(tenant: &Value) -> String {
    tenant["keys"][0]["key"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_tenant_reads_as_a_client_of_the_vendor_reads_it() {
    let tenant = seed::documents(7, 120);
    let (api, key) = (Api::over(tenant.clone()), key(&tenant));
    let read = async |path: &str| -> Told {
        let told = api.call("GET", path, &[("x-api-key", &key)]).await;
        assert_eq!((told.status, faults(&told.body)), (200, vec![]), "{path}");
        told
    };
    let includes =
        "job,stage,candidate,answers.question,custom_attributes.custom_field,comments.user,offers.creator";
    let extra = "extra_fields[applications]=tags,attachments,average_rating,days_in_current_stage";
    let path = format!("/api/v1/applications?page[size]=1000&stats[total]=count&include={includes}&{extra}");
    let told = read(&path).await;
    let rows = told.body["data"].as_array().unwrap();
    assert!(rows.len() > 100);
    assert_eq!(told.body["meta"]["stats"]["total"]["count"], rows.len());
    assert!(rows.iter().all(|row| row["attributes"]["job_id"].is_u64()));
    read("/api/v1/jobs?filter[status]=open&include=stages,department,location,questions,custom_attributes")
        .await;
    read("/api/v1/hiring_workflows?include=stages").await;
    read("/api/v1/custom_fields?include=custom_field_options").await;
    let all = read("/api/v1/jobs?filter[visibility]=external,internal,confidential,private_job&page[size]=0&stats[total]=count").await;
    let shown = read("/api/v1/jobs?page[size]=0&stats[total]=count").await;
    let count = |told: &Told| told.body["meta"]["stats"]["total"]["count"].as_u64().unwrap();
    assert!(count(&shown) < count(&all), "the tenant has a confidential job");
}
