//! The form of the stand-in's tenant.

use connect::Hris as _;
use model::hire::{HireFieldKind, RequiredBy};
use serde_json::json;

use super::stage::{FULL, LIMITED, Stage, hire};
use crate::bamboohr::BambooHr;

#[tokio::test]
async fn the_form_has_the_tenants_fields_and_the_values_of_its_lists() {
    let stage = Stage::with(5).await;
    let form = BambooHr.form(&stage.ctx(FULL)).await.unwrap();
    let sections: Vec<_> = form.sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(sections, ["", "jobInfo", "compensation", "employmentStatus"]);
    assert_eq!(form.problems(&hire()), [], "the hire of the other tests fits");

    let kind = |key: &str| form.field(key).unwrap_or_else(|| panic!("no field {key}")).kind;
    assert_eq!(kind("customLanguages"), HireFieldKind::MultiChoice);
    assert_eq!(kind("customParkingPermit"), HireFieldKind::Boolean);
    assert_eq!(kind("compensation.rate"), HireFieldKind::Money);
    assert_eq!(kind("4348"), HireFieldKind::Text);
    let location = form.field("jobInfo.location").unwrap();
    assert!(location.choices.iter().any(|choice| choice.value == "London"));
    assert!(location.choices.iter().all(|choice| choice.value != "Leeds"), "archived");
    assert!(form.field("country").unwrap().choices.iter().any(|choice| choice.value == "United Kingdom"));
}

#[tokio::test]
async fn what_can_not_be_written_is_not_offered() {
    let stage = Stage::with(5).await;
    let form = BambooHr.form(&stage.ctx(FULL)).await.unwrap();
    for key in ["ssn", "nin", "status", "age", "displayName", "jobTitle", "payRate", "nickname", "photoUrl"] {
        assert!(form.field(key).is_none(), "{key}");
    }
    let noted: Vec<_> = form.notes.iter().map(|note| note.field.as_str()).collect();
    assert_eq!(noted, ["ssn", "nin"], "what a person might look for is said");
}

#[tokio::test]
async fn fields_are_marked_and_filled_from_where_they_are_known() {
    let stage = Stage::with(5).await;
    let form = BambooHr.form(&stage.ctx(FULL)).await.unwrap();
    let required = |key: &str| form.field(key).unwrap().required_by;
    assert_eq!(required("firstName"), Some(RequiredBy::Vendor));
    assert_eq!(required("homeEmail"), Some(RequiredBy::Gangway));
    assert_eq!(required("middleName"), None);
    let source = |key: &str| form.field(key).unwrap().fills_from.clone().map(|source| source.0);
    assert_eq!(source("mobilePhone").as_deref(), Some("candidate.phone"));
    assert_eq!(source("compensation.paidPer").as_deref(), Some("offer.pay_period"));
    let known = |source: &str| model::hire::Source::KNOWN.iter().any(|(known, _)| *known == source);
    for field in form.fields().filter_map(|field| field.fills_from.as_ref()) {
        assert!(known(&field.0), "{} is a source that every workspace has", field.0);
    }
}

#[tokio::test]
async fn what_the_keys_owner_can_not_see_is_marked_as_not_writable() {
    let stage = Stage::with(5).await;
    let form = BambooHr.form(&stage.ctx(LIMITED)).await.unwrap();
    let writable = |key: &str| form.field(key).unwrap().writable;
    assert_eq!(writable("ethnicity"), Some(false));
    assert_eq!(writable("compensation.rate"), Some(false));
    assert_eq!(writable("homeEmail"), None, "seen, and whether it may be written is not known");
}

#[tokio::test]
async fn a_type_that_is_not_known_yet_is_left_out_and_said() {
    let stage = Stage::with(5).await;
    stage.world.change(|documents| {
        let fields = documents["fields"].as_array_mut().unwrap();
        fields.push(json!({"id": 9001, "name": "Aura", "type": "hologram", "alias": "customAura"}));
    });
    let form = BambooHr.form(&stage.ctx(FULL)).await.unwrap();
    assert!(form.field("customAura").is_none());
    assert!(form.notes.iter().any(|note| note.field == "customAura" && note.text.contains("hologram")));
}
