//! The manifest says the truth about the log, the hosts and the warning.

use std::collections::BTreeMap;

use connect::{
    hosts::{Reach, Sandboxes},
    redact,
};
use model::workspace::WorkspaceKind;
use serde_json::json;

use crate::intellihr::manifest;

#[test]
fn the_log_shows_nothing_of_a_hire_but_whose_record_it_is() {
    let sent = json!({
        "id": "41", "firstName": "Ana", "lastName": "Lopez", "dateOfBirth": "1990-02-03", "gender": "Female",
        "emailAddresses": [{"email": "ana@example.com", "isPrimary": true}], "employeeNumber": "00012",
        "companyStartDate": "2027-01-04", "name": "Engineer", "customFields": {"shirt_size": {"value": {"label": "M"}}},
        "remunerationSchedule": {"baseAnnualSalary": 52000, "currency": "AUD", "type": "Annual Salary"},
        "presignedUploadUrl": "https://bucket.example/x?signature=s3cret", "message": "Ana is no name",
    });
    let masked = redact::json(&sent, &manifest().log_clear).to_string();
    for secret in
        ["Ana", "Lopez", "1990", "Female", "@", "00012", "2027", "Engineer", "52000", "AUD", "s3cret"]
    {
        assert!(!masked.contains(secret), "{secret}: {masked}");
    }
    assert!(masked.contains(r#""id":"41""#), "{masked}");
}

#[test]
fn calls_go_to_the_api_and_files_to_its_storage_only() {
    let settings = BTreeMap::from([("subdomain".to_owned(), "acme".to_owned())]);
    let reach = Reach::of(manifest(), WorkspaceKind::Production, &settings, &Sandboxes::default()).unwrap();
    assert_eq!(reach.base.as_str(), "https://api.intellihr.io/");
    let may = |address: &str| reach.guard(&address.parse().unwrap()).is_ok();
    assert!(may("https://bucket.s3.ap-southeast-2.amazonaws.com/acme/1?X-Amz-Signature=x"));
    assert!(!may("https://acme.intellihr.net/spa") && !may("https://bucket.s3.amazonaws.com/x"));
}

#[test]
fn the_page_says_before_saving_that_the_key_is_an_administrators() {
    assert!(manifest().warning.contains("full administrator"));
    assert_eq!(manifest().setup[1].link, "https://{subdomain}.intellihr.net/spa/settings/access-keys");
}
