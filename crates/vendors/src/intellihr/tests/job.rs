//! The job: by identifiers, on the right day, resumed, and its workflow started once.

use connect::{Hris as _, Outcome, VendorError};
use jiff::Timestamp;
use serde_json::json;

use super::stage::{Stage, key};
use crate::intellihr::IntelliHr;

#[tokio::test]
async fn a_first_day_is_the_same_day_in_sydney_perth_and_london() {
    for (zone, day, instant) in [
        ("Australia/Sydney", "2027-03-02", "2027-03-01T13:00:00Z"),
        ("Australia/Sydney", "2027-07-01", "2027-06-30T14:00:00Z"),
        ("Australia/Perth", "2027-03-02", "2027-03-01T16:00:00Z"),
        ("Europe/London", "2027-03-02", "2027-03-02T00:00:00Z"),
        ("Europe/London", "2027-07-01", "2027-06-30T23:00:00Z"),
    ] {
        let stage = Stage::with(2).await;
        let ctx = stage.ctx_with(&[("time_zone", zone)]);
        let mut record = stage.hire().await;
        record.set("job.companyStartDate", day);
        let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
        IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
        let kept: Timestamp = stage.jobs(&id)[0]["companyStartDate"].as_str().unwrap().parse().unwrap();
        assert_eq!(kept, instant.parse::<Timestamp>().unwrap(), "{zone} {day}");
        let held = IntelliHr.read_back(&ctx, &id, &record).await.unwrap();
        assert_eq!(held.get("job.companyStartDate"), Some(day), "{zone}");
    }
}

#[tokio::test]
async fn everything_is_named_by_its_id_and_no_title_is_ever_made() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    let mut record = stage.hire().await;
    let titles = stage.names("position-titles");
    record.set("job.name", "Sofware Enginer");
    let refused = IntelliHr.create(&ctx, &key(), &record).await.unwrap_err();
    assert!(
        matches!(&refused, VendorError::Rejected(problems) if problems[0].field == "job.name"),
        "{refused:?}"
    );
    assert_eq!((stage.count(), stage.names("position-titles")), (2, titles), "nobody and nothing was made");

    let record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    let job = &stage.jobs(&id)[0];
    for (key, field) in [
        ("job.businessEntity", "businessEntity"),
        ("job.businessUnit", "businessUnit"),
        ("job.workClass", "workClass"),
        ("job.location", "location"),
        ("job.payGrade", "payGrade"),
        ("job.name", "positionTitle"),
    ] {
        assert_eq!(job[field], record.get(key).unwrap(), "{key}");
    }
    assert_eq!(job["recruitment"]["source"], record.get("job.recruitmentSource").unwrap());
}

#[tokio::test]
async fn an_id_that_is_none_of_theirs_is_refused_at_its_field() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    let mut record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    record.set("job.businessUnit", "5d0c0001-7a41-4f0e-9b62-3f8e21c4a000");
    let refused = IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap_err();
    let VendorError::Rejected(problems) = &refused else { panic!("{refused:?}") };
    assert_eq!(problems[0].field, "job.businessUnit");
    assert_eq!(stage.jobs(&id).len(), 0);
}

#[tokio::test]
async fn a_person_without_a_job_is_found_and_gets_it() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    let record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    let found = IntelliHr.find(&ctx, &IntelliHr.identity(&record)).await.unwrap();
    assert_eq!((found.len(), found[0].external_id.as_str(), found[0].active), (1, id.as_str(), true));
    IntelliHr.update(&ctx, &key(), &id, &record).await.unwrap();
    assert_eq!(IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap().outcome, Outcome::Created);
    assert_eq!((stage.count(), stage.jobs(&id).len()), (3, 1));
}

#[tokio::test]
async fn a_first_day_that_moved_makes_no_second_job() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    let mut record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    record.set("job.companyStartDate", "2027-03-09");
    let receipt = IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    assert_eq!((receipt.outcome, stage.jobs(&id).len()), (Outcome::AlreadyThere, 1));
    assert!(receipt.notes.iter().any(|note| note.field == "job.companyStartDate"), "{:?}", receipt.notes);
    let held = IntelliHr.read_back(&ctx, &id, &record).await.unwrap();
    assert_eq!(held.get("job.companyStartDate"), Some("2027-03-02"), "the difference is shown");
}

#[tokio::test]
async fn a_workflow_is_started_once() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    let record = stage.hire().await;
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    let first = IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    assert_eq!(first.notes, []);
    let second = IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    assert!(second.notes[0].text.contains("not started again"), "{:?}", second.notes);
    stage.world.read(|documents| {
        let started = documents["triggered"].as_array().unwrap();
        assert_eq!(started.len(), 1);
        assert_eq!(started[0]["workflow"], json!(record.get("onboarding.workflow")));
        assert_eq!(started[0]["workflowFormDesigns"].as_array().unwrap().len(), 2, "with all of its forms");
    });
}

#[tokio::test]
async fn a_workflow_that_is_gone_keeps_nobody_from_their_job() {
    let stage = Stage::with(2).await;
    let ctx = stage.ctx();
    let record = stage.hire().await;
    stage.world.change(|documents| documents["workflowEvents"][0]["workflows"] = json!([]));
    let id = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    let receipt = IntelliHr.put_job(&ctx, &key(), &id, &record).await.unwrap();
    assert_eq!(receipt.outcome, Outcome::Created);
    assert!(receipt.notes[0].text.contains("was not started"), "{:?}", receipt.notes);
}

#[tokio::test]
async fn a_supervisor_is_one_person_or_a_question() {
    let stage = Stage::with(30).await;
    let ctx = stage.ctx();
    let mut record = stage.hire().await;
    let (id, email, first, last) = stage.world.read(|documents| {
        let people = documents["people"].as_object().unwrap().values();
        let named = |person: &serde_json::Value, field: &str| person[field].as_str().unwrap().to_owned();
        let current = |person: &&serde_json::Value| {
            person["jobs"].as_array().unwrap().iter().any(|id| {
                let job = &documents["jobs"][id.as_str().unwrap()];
                job["companyEndDate"].is_null() && job["companyStartDate"].as_str().unwrap() < "2026"
            })
        };
        let person =
            people.filter(|person| person["emailAddresses"][0]["email"].is_string()).find(current).unwrap();
        let email = person["emailAddresses"][0]["email"].as_str().unwrap().to_owned();
        (named(person, "id"), email, named(person, "firstName"), named(person, "lastName"))
    });
    let person = IntelliHr.create(&ctx, &key(), &record).await.unwrap().external_id;
    record.set("job.supervisor", email);
    IntelliHr.put_job(&ctx, &key(), &person, &record).await.unwrap();
    assert_eq!(stage.jobs(&person)[0]["supervisorPerson"], json!(id));
    assert_eq!(IntelliHr.read_back(&ctx, &person, &record).await.unwrap(), record);

    record.set("job.supervisor", "Nobody At All");
    let refused = IntelliHr.put_job(&ctx, &key(), &person, &record).await.unwrap_err();
    assert!(
        matches!(&refused, VendorError::Rejected(problems) if problems[0].field == "job.supervisor"),
        "{refused:?}"
    );
    stage.world.change(|documents| {
        let twin = documents["people"][&id].clone();
        documents["people"]["5d0c0001-7a41-4f0e-9b62-3f8e21c4a001"] = twin;
        documents["people"]["5d0c0001-7a41-4f0e-9b62-3f8e21c4a001"]["id"] =
            json!("5d0c0001-7a41-4f0e-9b62-3f8e21c4a001");
    });
    record.set("job.supervisor", format!("{first} {last}"));
    let refused = IntelliHr.put_job(&ctx, &key(), &person, &record).await.unwrap_err();
    assert!(refused.to_string().contains("2 people"), "{refused:?}");
}
