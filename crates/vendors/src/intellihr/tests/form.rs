//! The form of the stand-in's tenant.

use connect::Hris as _;
use model::hire::{HireFieldKind, RequiredBy};
use serde_json::json;

use super::stage::Stage;
use crate::intellihr::IntelliHr;

#[tokio::test]
async fn the_form_has_the_companys_lists_by_id_and_its_own_fields() {
    let stage = Stage::with(5).await;
    let form = IntelliHr.form(&stage.ctx()).await.unwrap();
    let sections: Vec<_> = form.sections.iter().map(|section| section.key.as_str()).collect();
    let expected =
        ["", "address", "emergencyContact", "workRight", "job", "pay", "custom", "jobCustom", "onboarding"];
    assert_eq!(sections, expected);

    let unit = form.field("job.businessUnit").unwrap();
    let platform = unit.choices.iter().find(|choice| choice.label == "Platform").unwrap();
    let id = stage.world.read(|documents| {
        let units = documents["lists"]["business-units"].as_array().unwrap();
        units.iter().find(|unit| unit["name"] == "Platform").unwrap()["id"].clone()
    });
    assert_eq!(json!(platform.value), id);
    assert!(unit.choices.iter().all(|choice| choice.label != "Field Research"), "switched off");
    assert_eq!(form.field("custom.languages").unwrap().kind, HireFieldKind::MultiChoice);
    assert_eq!(form.field("job.supervisor").unwrap().kind, HireFieldKind::Text);
    assert!(form.notes.iter().any(|note| note.text.starts_with("Buddy is not offered")), "{:?}", form.notes);
}

#[tokio::test]
async fn what_the_vendor_asks_for_is_marked() {
    let stage = Stage::with(5).await;
    let form = IntelliHr.form(&stage.ctx()).await.unwrap();
    let by = |by| {
        let marked = form.fields().filter(move |field| field.required_by == Some(by));
        marked.map(|field| field.key.as_str()).collect::<Vec<_>>()
    };
    let vendor = [
        "lastName",
        "job.companyStartDate",
        "job.name",
        "job.businessEntity",
        "job.businessUnit",
        "job.workClass",
    ];
    assert_eq!((by(RequiredBy::Vendor), by(RequiredBy::Gangway)), (vendor.to_vec(), vec!["email"]));
}

#[tokio::test]
async fn a_list_of_many_pages_is_read_to_its_end() {
    let stage = Stage::with(5).await;
    stage.world.change(|documents| {
        let titles = documents["lists"]["position-titles"].as_array_mut().unwrap();
        let more = (0..250).map(|n| {
            json!({"id": format!("5d0c0001-7a41-4f0e-9b62-3f8e21c4a{n:03}"), "name": format!("Title {n}"),
                "code": null, "isEnabled": true})
        });
        titles.extend(more);
    });
    let form = IntelliHr.form(&stage.ctx()).await.unwrap();
    assert_eq!(form.field("job.name").unwrap().choices.len(), 259);
}

#[tokio::test]
async fn a_connection_without_an_onboarding_event_offers_no_workflow() {
    let stage = Stage::with(5).await;
    let form = IntelliHr.form(&stage.ctx_with(&[("workflow_event", "")])).await.unwrap();
    assert!(form.field("onboarding.workflow").is_none());
    let gone = stage.ctx_with(&[("workflow_event", "5a3c1e58-0b5f-4f0e-9c6a-2f4d7b1e9aff")]);
    let form = IntelliHr.form(&gone).await.unwrap();
    assert!(form.field("onboarding.workflow").is_none());
    assert!(form.notes.iter().any(|note| note.text.contains("workflow event")), "{:?}", form.notes);
}
